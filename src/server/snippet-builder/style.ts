/** Additional styles of the snippet builder. */
export const style = `
main { max-width: 90rem; }
fieldset, details { border: 1px solid #d5dce3; border-radius: 6px; margin: 1rem 0; padding: .5rem 1rem 1rem; min-width: 0; }
.problem, .wrong { overflow-wrap: anywhere; }
legend, summary { font-weight: 700; padding: 0 .25rem; }
summary { min-height: 3rem; line-height: 3rem; cursor: pointer; }
small { font-weight: 400; color: #4a5866; }
.hint { margin: 0 0 .25rem; color: #4a5866; overflow-wrap: anywhere; }
.wrong { margin: .25rem 0 0; color: #8c1515; font-weight: 600; }
[aria-invalid] { border: 3px solid #8c1515; }
.tick { display: flex; gap: .75rem; align-items: center; min-height: 3rem; margin: 0; font-weight: 400; }
.tick input { width: 1.5rem; height: 1.5rem; min-height: 0; flex: none; }
.lines { font: .9rem/1.5 ui-monospace, monospace; max-width: none; background: #f6f8fa; overflow-wrap: anywhere; }
.copy { margin-top: .25rem; }
.copy { display: inline-block; }
.copy[hidden] { display: none; }
.lacks { padding-left: 1.25rem; }
.lacks li { margin-bottom: .75rem; overflow-wrap: anywhere; }
iframe { width: 100%; height: 46rem; border: 1px solid #6b7885; border-radius: 6px; }
.sides > * { min-width: 0; }
@media (min-width: 64rem) {
  .sides { display: grid; grid-template-columns: minmax(24rem, 2fr) 3fr; gap: 1rem; align-items: start; }
}
`;
