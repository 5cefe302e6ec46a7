// The script of the setup's page.
import { startScreen } from '#lib/start-screen.ts';
import SetupPage from './SetupPage.svelte';

startScreen(SetupPage);
