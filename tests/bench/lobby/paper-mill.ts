// Virtual printers as a process of their own, so that reading what was printed costs the one that measures nothing.
import { VirtualPrinter } from '#hardware/virtual/printer/virtual-printer';

const count = Number(process.argv[2] ?? 1);
const printers = Array.from({ length: count }, () => new VirtualPrinter({}));
for (const [at, printer] of printers.entries()) {
	await printer.start();
	printer.onPaper(() => process.send?.({ paper: at }));
}
process.send?.({ ports: printers.map(({ port }) => port) });
process.once('disconnect', () => process.exit(0));

export type MillSaid = { readonly ports: readonly number[] } | { readonly paper: number };
