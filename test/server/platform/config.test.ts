import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readConfig } from '../../../src/server/platform/config.ts';

describe('A setting of an earlier version', () => {
  it('is read for one more release, with a warning that names the new one', () => {
    const { smsUrl, warnings } = readConfig({ MOTCUA_GATEWAY: 'https://sms.example/send' });
    assert.equal(smsUrl, 'https://sms.example/send');
    assert.match(warnings.join(), /MOTCUA_GATEWAY is now MOTCUA_SMS_URL/);
  });

  it('gives way to the new one', () => {
    const { smsUrl, warnings } = readConfig({
      MOTCUA_GATEWAY: 'https://old.example',
      MOTCUA_SMS_URL: 'https://new.example',
    });
    assert.equal(smsUrl, 'https://new.example');
    assert.deepEqual(warnings, []);
  });
});
