// The script of the kiosk's page.
import { startScreen } from '#lib/start-screen.ts';
import KioskPage from './KioskPage.svelte';

startScreen(KioskPage);
