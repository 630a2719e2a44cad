// A mail server in a process of its own. It writes every message it takes to LOG before it answers 250, as a server that
// can be trusted does, and misbehaves when it is told to over IPC: { at, share } cuts, with a code it refuses, and at "hold" it takes and answers late.
import { appendFileSync } from 'node:fs';
import { SMTPServer } from 'smtp-server';

const log = process.env.LOG;
const delayMs = Number(process.env.DELAY_MS);
const refusedForGood = /^no-/;
let fault = null;
let state = Number(process.env.SEED) >>> 0;

function chance(share) {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state / 2 ** 32 < share;
}

/** The answer to one step of a conversation: null is yes. */
function answer(at) {
  if (fault?.at !== at || !chance(fault.share)) return null;
  return fault.code === undefined ? 'cut' : Object.assign(new Error(fault.text), { responseCode: fault.code });
}

function cut(session) {
  for (const connection of server.connections) if (connection.id === session.id) connection._socket.destroy();
}

function step(at, session, callback) {
  const said = answer(at);
  if (said === 'cut') return cut(session);
  return callback(said);
}

function take(raw, session) {
  const deliveryId = /^X-Delivery-Id: (\S+)\r?$/im.exec(raw)?.[1] ?? '';
  const messageId = /^Message-ID: (\S+)\r?$/im.exec(raw)?.[1] ?? '';
  for (const { address } of session.envelope.rcptTo) {
    appendFileSync(log, `${JSON.stringify({ deliveryId, messageId, address, at: Date.now() })}\n`);
  }
}

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  disableReverseLookup: true,
  logger: false,
  closeTimeout: 100,
  onConnect: (session, callback) => step('connect', session, callback),
  onMailFrom: (_address, session, callback) => step('mail', session, callback),
  onRcptTo({ address }, session, callback) {
    if (refusedForGood.test(address)) {
      return callback(Object.assign(new Error('no such mailbox'), { responseCode: 550 }));
    }
    return step('rcpt', session, callback);
  },
  onData(stream, session, callback) {
    const chunks = [];
    let broken = false;
    stream.on('data', (chunk) => {
      // In the middle of the message: the server has less than all of it and must not deliver.
      if (!broken && chunks.length === 0 && answer('body') === 'cut') {
        broken = true;
        cut(session);
      }
      chunks.push(chunk);
    });
    stream.on('end', () => {
      if (broken) return;
      const said = answer('end');
      if (said instanceof Error) return void callback(said);
      take(Buffer.concat(chunks).toString('latin1'), session);
      if (said === 'cut') {
        process.send({ cutAfterTaking: true });
        return void cut(session);
      }
      const held = fault?.at === 'hold' && chance(fault.share) ? fault.delayMs : 0;
      if (held > 0) process.send({ held: true });
      setTimeout(callback, delayMs + held);
    });
  },
});
server.on('error', () => undefined);
process.on('message', (next) => {
  fault = next.fault;
});
process.on('disconnect', () => process.exit(0));
process.on('SIGTERM', () => process.exit(0));
server.listen(Number(process.env.PORT), '127.0.0.1', () => process.send({ ready: true }));
