// The script of the display's page.
import { startScreen } from '#lib/start-screen.ts';
import DisplayPage from './DisplayPage.svelte';

startScreen(DisplayPage);
