// Every sentence that a customer reads, by where it is read; one file a language fills it in.

/** A text, or a text made from counts and names; plural forms are the language's own affair. */
export interface Words {
	/** BCP 47 tag of these words, for the `lang` attribute. */
	readonly tag: string;
	/** The language's name in its own script. */
	readonly name: string;
	readonly waits: WaitWords;
	readonly kiosk: KioskWords;
	readonly display: DisplayWords;
	readonly phone: PhoneWords;
	readonly paper: PaperWords;
}

export interface WaitWords {
	/** Minutes, `from` <= `to`: "about 20 to 30 minutes". */
	readonly about: (from: number, to: number) => string;
	/** Said where nothing is known yet. */
	readonly unknown: string;
	readonly nobody: string;
	/** People in line, one or more: "6 people waiting". */
	readonly waiting: (count: number) => string;
	/** People before this ticket, zero or more. */
	readonly ahead: (count: number) => string;
}

export interface KioskWords {
	readonly welcome: string;
	/** On the language's own card of the first view. */
	readonly begin: string;
	readonly chooseGroup: string;
	readonly chooseService: string;
	readonly bring: string;
	readonly line: string;
	readonly wait: string;
	readonly take: string;
	readonly taking: string;
	readonly goBack: string;
	readonly more: string;
	readonly page: (page: number, of: number) => string;
	readonly yourNumber: string;
	readonly printing: string;
	readonly takePaper: string;
	/** `printer`: what people call the printer that prints in the place of this kiosk's own. */
	readonly printingAt: (printer: string) => string;
	readonly takePaperAt: (printer: string) => string;
	readonly noPaper: string;
	readonly noPaperSafe: string;
	readonly scan: string;
	readonly lookUp: string;
	readonly done: string;
	readonly help: string;
	readonly notSure: string;
	readonly notSureWhat: string;
	readonly helpTitle: string;
	readonly helpAsked: string;
	readonly helpComing: string;
	readonly helpFailed: string;
	readonly close: string;
	readonly larger: string;
	readonly smaller: string;
	readonly startOver: string;
	readonly language: string;
	readonly stillThere: string;
	/** Whole seconds until the screen starts over. */
	readonly clearsIn: (seconds: number) => string;
	readonly moreTime: string;
	readonly closedNow: string;
	/** `when`: a day and time in the language's usual form. */
	readonly opens: (when: string) => string;
	/** `when`: a time of today. */
	readonly openUntil: (when: string) => string;
	readonly officeClosed: string;
	readonly notIssuing: string;
	readonly notIssuingWhat: string;
	readonly lost: string;
	readonly lostWhat: string;
	readonly notPaired: string;
	readonly failed: string;
	readonly failedSafe: string;
	readonly unsure: string;
	readonly tryAgain: string;
	/** A code was held to the scanner that is no ticket and no referral of this office. */
	readonly notOurs: string;
	readonly notOursWhat: string;
}

/** Shown side by side in all languages of the office: a word or two each. */
export interface DisplayWords {
	readonly nowServing: string;
	readonly counter: string;
	readonly lastCalls: string;
	readonly next: string;
	readonly waiting: string;
	readonly nobodyCalled: string;
	readonly takeTicket: string;
	readonly soundOff: string;
	readonly closed: string;
	readonly opens: (when: string) => string;
	/** `time`: hub time of the last word, as a clock shows it. */
	readonly notLive: (time: string) => string;
	readonly askStaff: string;
}

export interface PhoneWords {
	readonly yourNumber: string;
	readonly goTo: (counter: string) => string;
	readonly calledNow: string;
	readonly serving: (counter: string) => string;
	readonly held: string;
	readonly escorted: string;
	readonly finished: string;
	readonly noShow: string;
	readonly cancelled: string;
	readonly stay: string;
	readonly updates: string;
	readonly lastHeard: (time: string) => string;
	readonly unknown: string;
	readonly unknownWhat: string;
	readonly looking: string;
}

export interface PaperWords {
	readonly yourNumber: string;
	/** Services still to come on the same number. */
	readonly then: string;
	readonly issued: string;
	readonly ahead: string;
	readonly wait: string;
	readonly bring: string;
	readonly watch: string;
	readonly scan: string;
	readonly keep: string;
	readonly privacy: string;
	/** Copy 1 says nothing; later ones say that they are copies. */
	readonly copy: (copy: number) => string;
	/** On a paper printed again because the one before it was cut short. */
	readonly again: string;
	/** Ends a paper that was cut short, so that nobody waits with it. */
	readonly incomplete: string;
	readonly referralTitle: string;
	readonly place: string;
	readonly contact: string;
	readonly phone: string;
	readonly hours: string;
	readonly closed: string;
	readonly tracking: string;
	/** For a department that belongs to somebody else. */
	readonly outside: string;
	readonly ticketNumber: string;
	/** Over the department's name on the slip that goes with somebody who is walked there. */
	readonly escortTitle: string;
	/** Where they come from: the counter's label. */
	readonly fromCounter: (counter: string) => string;
	readonly fromLobby: string;
	/** Before the time at which the walk began. */
	readonly started: string;
	/** Before the lines that the receiving side fills in by hand. */
	readonly receivedBy: string;
	readonly receivedAt: string;
	readonly day: DayWords;
	readonly test: TestWords;
}

/** The end-of-day summary, which staff read: a figure stands after each text. */
export interface DayWords {
	readonly title: string;
	readonly open: string;
	readonly closed: string;
	readonly issued: string;
	readonly called: string;
	readonly served: string;
	readonly noShow: string;
	readonly cancelled: string;
	readonly referred: string;
	readonly escorted: string;
	readonly meanWait: string;
	readonly longestWait: string;
	/** Whole minutes as people say them. */
	readonly minutes: (minutes: number) => string;
	/** Nobody has been called yet, so there is no wait to tell. */
	readonly noWait: string;
	readonly lastNumbers: string;
	/** No number has been given. */
	readonly noNumbers: string;
	/** Before the time at which it was made. */
	readonly made: string;
}

/** The test page, which a technician reads beside the printer. */
export interface TestWords {
	readonly title: string;
	readonly address: string;
	readonly width: (millimetres: number, dots: number) => string;
	readonly languages: string;
	/** Shown in each language of the office: a short sentence that a reader of it knows to be right or wrong. */
	readonly sample: string;
	/** `millimetres`: how high a capital I of the line below has to be. */
	readonly size: (millimetres: string) => string;
	/** `page`: the code page's name. The line is drawn first, then typed by the printer. */
	readonly ownLetters: (page: string) => string;
	readonly ruler: (millimetres: number) => string;
	readonly code: string;
	readonly black: string;
	readonly grey: string;
	readonly made: string;
}
