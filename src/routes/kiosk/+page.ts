// Made once, while building: until its script runs, the page says that it reaches for the hub.
export const ssr = true;
export const prerender = true;
