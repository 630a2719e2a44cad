// Takes every message at once and keeps none: what a mail server costs when it costs nothing. Says how many it took, and of
// how many bytes. It knows the words that a plain conversation has and no others: the server of a library takes as much
// processor time for a message as a sender does, on the cores that sender and ledger share, and would be what is measured.
import { createServer } from 'node:net';

const END = Buffer.from('\r\n.\r\n');
const ANSWERS = {
  EHLO: '250-sink\r\n250 8BITMIME\r\n',
  HELO: '250 sink\r\n',
  MAIL: '250 OK\r\n',
  RCPT: '250 OK\r\n',
  RSET: '250 OK\r\n',
  NOOP: '250 OK\r\n',
  DATA: '354 Go on\r\n',
  QUIT: '221 Bye\r\n',
};

let taken = 0;
let bytes = 0;

/** One conversation. A sender waits for every answer here, so that nothing comes before it was asked for. */
class Conversation {
  #inMessage = false;
  // The end of what came last: the five bytes that end a message may come in two packets.
  #tail = Buffer.alloc(0);

  constructor(socket) {
    this.socket = socket;
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.write('220 sink\r\n');
  }

  hear(packet) {
    if (this.#inMessage) this.#read(packet);
    else this.#answer(packet);
  }

  #read(packet) {
    bytes += packet.length;
    const end = Buffer.concat([this.#tail, packet.subarray(-END.length)]).subarray(-END.length);
    if (!end.equals(END)) {
      this.#tail = end;
      return;
    }
    taken += 1;
    this.#inMessage = false;
    this.socket.write('250 Taken\r\n');
  }

  #answer(packet) {
    const verb = packet.latin1Slice(0, 4).toUpperCase();
    const answer = ANSWERS[verb];
    if (verb === 'DATA') {
      this.#inMessage = true;
      this.#tail = Buffer.alloc(0);
    }
    this.socket.write(answer ?? '502 Not here\r\n');
    if (verb === 'QUIT') this.socket.end();
  }
}

const server = createServer({ noDelay: true });
server.on('connection', (socket) => {
  const conversation = new Conversation(socket);
  socket.on('data', (packet) => conversation.hear(packet));
});
server.on('error', () => undefined);
process.on('message', () => process.send({ taken, bytes }));
process.on('disconnect', () => process.exit(0));
server.listen(Number(process.env.PORT), '127.0.0.1', () => process.send({ ready: true }));
