// The script of the floor's page.
import { startScreen } from '#lib/start-screen.ts';
import FloorPage from './FloorPage.svelte';

startScreen(FloorPage);
