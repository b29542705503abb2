import { define, FeedbackForm, start, widgets } from 'motcua';
import { useEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { checked, first, hear, turned } from './checks.ts';

start(window.settings);
define({ ...widgets, 'x-form': checked(FeedbackForm) });

function Checks() {
  const [state, setState] = useState(first);
  turned.set = more => setState(old => ({ ...old, ...more }));
  return (
    <main>
      <mc-guide-player />
      {state.shown ? <Form {...state} /> : <p id="hidden">–</p>}
    </main>
  );
}

function Form({ word, text, number, yes, array, object }) {
  const form = useRef(null);
  useEffect(() => form.current.addEventListener('imperative', hear('imperative')), []);
  return (
    <x-form
      ref={form}
      kind={text}
      number={number}
      yes={yes}
      array={array}
      object={object}
      camelCaseObject={object}
      onlowercaseevent={hear('lowercaseevent')}
      onkebab-event={hear('kebab-event')}
      oncamelEvent={hear('camelEvent')}
      onCAPSevent={hear('CAPSevent')}
      onPascalEvent={hear('PascalEvent')}
    >
      <p id="word">{word}</p>
    </x-form>
  );
}

createRoot(document.querySelector('#app')).render(<Checks />);
