// Opening hours over midnight, closed days and both nights on which the clock is changed.
import { describe, expect, test } from 'vitest';
import {
	businessDayOf,
	instantOf,
	mayIssueNow,
	officeOpening,
	serviceOpening,
} from '#domain/policy/opening-hours';
import type { WeekHours } from '#domain/office';

const weekdays: WeekHours = [0, 1, 2, 3, 4, 5, 6].map((day) =>
	day < 5 ? [{ opens: 540, closes: 1020 }] : [],
);
const los = { timeZone: 'America/Los_Angeles', hours: weekdays, closedDays: ['2026-05-25'] };
const at = (text: string): number => Date.parse(text);

describe('opening hours', () => {
	test('An office is open until it closes, and closed until it opens', () => {
		expect(officeOpening(los, at('2026-03-02T20:00:00Z'))).toEqual({
			open: true,
			until: at('2026-03-03T01:00:00Z'),
			next: null,
		});
		expect(officeOpening(los, at('2026-03-03T01:00:00Z'))).toEqual({
			open: false,
			until: null,
			next: at('2026-03-03T17:00:00Z'),
		});
	});

	test('Over a long weekend the next opening is after the holiday', () => {
		expect(officeOpening(los, at('2026-05-23T18:00:00Z')).next).toBe(at('2026-05-26T16:00:00Z'));
	});

	test('After the clock is changed the same wall time is another instant', () => {
		expect(officeOpening(los, at('2026-03-07T18:00:00Z')).next).toBe(at('2026-03-09T16:00:00Z'));
		expect(officeOpening(los, at('2026-10-31T18:00:00Z')).next).toBe(at('2026-11-02T17:00:00Z'));
	});

	test('A wall time that is skipped comes after the jump, one that comes twice is the first', () => {
		expect(instantOf('2026-03-08', 150, 'America/Los_Angeles')).toBe(at('2026-03-08T10:30:00Z'));
		expect(instantOf('2026-11-01', 90, 'America/Los_Angeles')).toBe(at('2026-11-01T08:30:00Z'));
	});

	test('A night office is open past midnight, on the day before its name', () => {
		const night = { ...los, hours: weekdays.map(() => [{ opens: 1200, closes: 1560 }]), closedDays: [] };
		expect(officeOpening(night, at('2026-03-03T09:00:00Z'))).toMatchObject({
			open: true,
			until: at('2026-03-03T10:00:00Z'),
		});
		expect(mayIssueNow(night, { hours: null, lastTicketMinutes: 0 }, at('2026-03-03T09:59:00Z'))).toBe(true);
		expect(mayIssueNow(night, { hours: null, lastTicketMinutes: 0 }, at('2026-03-03T10:00:00Z'))).toBe(false);
	});

	test('An office that never closes does not stop issuing before midnight', () => {
		const always = { ...los, hours: weekdays.map(() => [{ opens: 0, closes: 1440 }]), closedDays: [] };
		const late = at('2026-03-03T07:55:00Z');
		expect(mayIssueNow(always, { hours: null, lastTicketMinutes: 30 }, late)).toBe(true);
		expect(serviceOpening(always, { hours: null, lastTicketMinutes: 30 }, late).open).toBe(true);
	});

	test('Both ways of asking agree for every half hour of a year', () => {
		const service = { hours: null, lastTicketMinutes: 20 };
		const differ: string[] = [];
		for (let time = at('2026-01-01T00:00:00Z'); time < at('2027-01-01T00:00:00Z'); time += 1_800_000) {
			if (serviceOpening(los, service, time).open !== mayIssueNow(los, service, time))
				differ.push(new Date(time).toISOString());
		}
		expect(differ).toEqual([]);
	});

	test('The business day is the one on the wall of the office', () => {
		expect(businessDayOf(at('2026-03-03T02:00:00Z'), 'America/Los_Angeles')).toBe('2026-03-02');
		expect(businessDayOf(at('2026-03-03T02:00:00Z'), 'Europe/Warsaw')).toBe('2026-03-03');
	});
});
