import { define, FeedbackForm, start, widgets } from 'motcua';
import { createApp, reactive } from 'vue/dist/vue.esm-bundler.js';
import { checked, first, hear, turned } from './checks.ts';

start(window.settings);
define({ ...widgets, 'x-form': checked(FeedbackForm) });

const state = reactive({ ...first });
turned.set = more => Object.assign(state, more);
const listen = element => element.addEventListener('imperative', hear('imperative'));

const app = createApp({
  setup: () => ({ state, hear, listen }),
  template: `
    <mc-guide-player></mc-guide-player>
    <x-form v-if="state.shown" @vue:mounted="listen($event.el)" :kind="state.text" :number="state.number" :yes="state.yes" :array="state.array"
      :object="state.object" :camelCaseObject="state.object" @lowercaseevent="hear('lowercaseevent')()"
      @kebab-event="hear('kebab-event')()" @camelEvent="hear('camelEvent')()" @CAPSevent="hear('CAPSevent')()"
      @PascalEvent="hear('PascalEvent')()"><p id="word">{{ state.word }}</p></x-form>
    <p v-else id="hidden">–</p>`,
});
app.config.compilerOptions.isCustomElement = tag => /^(?:mc|x)-/.test(tag);
app.mount('#app');
