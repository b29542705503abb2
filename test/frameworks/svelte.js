import { define, FeedbackForm, start, widgets } from 'motcua';
import { mount } from 'svelte';
import Checks from './checks.svelte';
import { checked } from './checks.ts';

start(window.settings);
define({ ...widgets, 'x-form': checked(FeedbackForm) });
mount(Checks, { target: document.querySelector('#app') });
