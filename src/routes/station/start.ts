// The script of the station's page.
import { startScreen } from '#lib/start-screen.ts';
import StationPage from './StationPage.svelte';

startScreen(StationPage);
