// Takes every message at once and keeps none: what a mail server costs when it costs nothing. Says how many it took, and of how many bytes.
import { SMTPServer } from 'smtp-server';

let taken = 0;
let bytes = 0;
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  disableReverseLookup: true,
  logger: false,
  onData(stream, _session, callback) {
    stream.on('data', (chunk) => {
      bytes += chunk.length;
    });
    stream.on('end', () => {
      taken += 1;
      callback();
    });
  },
});
server.on('error', () => undefined);
process.on('message', () => process.send({ taken, bytes }));
process.on('disconnect', () => process.exit(0));
server.listen(Number(process.env.PORT), '127.0.0.1', () => process.send({ ready: true }));
