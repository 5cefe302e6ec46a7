// A process that saves the demo office twice, to be watched from outside. Not a test: crash.test.ts starts it.
import { demoOffice, DEMO_PRINTER } from '#store/demo/demo-office';
import { LowdbOfficeFiles } from '#store/office-files/lowdb-office-files';

const files = new LowdbOfficeFiles(process.argv[2] ?? '');
await files.save(demoOffice(DEMO_PRINTER));
await files.save({ ...demoOffice(DEMO_PRINTER), closedDays: ['2026-12-25'] });
