// The script of the supervisor's page.
import { startScreen } from '#lib/start-screen.ts';
import SupervisorPage from './SupervisorPage.svelte';

startScreen(SupervisorPage);
