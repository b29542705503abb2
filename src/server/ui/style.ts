/** The style sheet of the officers' site. */
export const style = `
:root { font: 1.0625rem/1.55 system-ui, 'Noto Sans', sans-serif; color: #15202b; background: #eef1f4; }
body { margin: 0; }
header { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: center; padding: .75rem 1rem; background: #0b4f8a; color: #fff; }
header a { display: inline-block; padding: .75rem .5rem; color: #fff; }
header a[aria-current] { font-weight: 700; }
header span { margin-left: auto; }
main { max-width: 62rem; margin: 0 auto; padding: 1rem; }
section, form, table, .card { background: #fff; border-radius: 6px; padding: 1rem; margin: 0 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin: 0 0 .5rem; }
table { border-collapse: collapse; width: 100%; box-sizing: border-box; }
th, td { text-align: left; padding: .5rem; border-bottom: 1px solid #d5dce3; vertical-align: top; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: 0; }
dt { color: #4a5866; } dd { margin: 0; }
label { display: block; margin: .75rem 0 .25rem; font-weight: 600; }
input, select, textarea, button { font: inherit; padding: .6rem; min-height: 3rem; box-sizing: border-box; border: 1px solid #6b7885; border-radius: 6px; }
textarea, select, input:not([type=hidden]):not([type=checkbox]) { width: 100%; max-width: 34rem; }
button { display: block; background: #0b4f8a; color: #fff; border-color: #0b4f8a; font-weight: 700; padding-inline: 1.25rem; margin-top: 1rem; cursor: pointer; }
:focus-visible { outline: 3px solid #111; outline-offset: 2px; }
.problem { border: 3px solid #8c1515; border-radius: 6px; padding: 1rem; margin-bottom: 1rem; background: #fff; }
.done { border-left: 6px solid #11602f; padding: .75rem 1rem; background: #e7f4ec; }
video { display: block; width: 100%; max-width: 40rem; background: #15202b; }
.scroll { overflow-x: auto; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: #eef1f4; padding: .75rem; border-radius: 6px; }
.quote { white-space: pre-wrap; overflow-wrap: anywhere; }
form p a { display: inline-block; padding: .75rem .75rem .75rem 0; }
td form { display: inline-block; padding: 0; margin: 0 .5rem .5rem 0; background: none; }
td button { margin: 0; white-space: nowrap; }
.scroll.wide table { min-width: 50rem; }
.wide td, .wide th { overflow-wrap: normal; }
form.inline { display: inline-block; padding: 0; margin: 0 .75rem 0 0; }
.code { font-size: 1.5rem; letter-spacing: .1em; }
h3 { font-size: 1.05rem; margin: 0 0 .5rem; }
section { break-inside: avoid; }
tr.cancelled td { color: #4a5866; text-decoration: line-through; }
tr.cancelled strong { display: inline-block; color: #8c1515; text-decoration: none; }
summary { padding: .75rem 0; cursor: pointer; }
tr.here, tr:target { outline: 3px solid #0b4f8a; }
@media print {
  header, .no-print { display: none !important; }
  :root { background: #fff; font-size: 12pt; }
  main { max-width: none; padding: 0; }
  .scroll.wide table { min-width: 0; }
}
@media (max-width: 40rem) { dl { grid-template-columns: 1fr; } dt { margin-top: .5rem; } }
`;
