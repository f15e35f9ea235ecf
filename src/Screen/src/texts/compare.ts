/** Words of the comparison of two results. */
export const compareTexts = {
  results: 'Results',
  figures: 'Figures',
  differences: 'Made with',
  alike: 'The same data, settings, costs, parameters and version.',
  interval: (estimate: string, low: string, high: string) => `${estimate} (${low} to ${high})`,
  columns: { figure: 'Figure', a: 'A', b: 'B', difference: 'B less A', of: 'Of', what: 'What' },
} as const;
