// Which of the four looks a page wears, by its address: known before anything is drawn.

const LOOKS: Readonly<Record<string, string>> = {
	kiosk: 'kiosk',
	display: 'display',
	station: 'staff',
	floor: 'staff',
	supervisor: 'staff',
	setup: 'staff',
	virtual: 'staff',
};

/** As `data-look` on <html> says it and the theme knows it. */
export function lookOf(path: string): string {
	return LOOKS[path.split('/')[1] ?? ''] ?? 'public';
}
