// English words of the launcher and of the virtual printer, which only those who set up or try the product see.

export const launcher = {
	title: 'Rotunda',
} as const;
