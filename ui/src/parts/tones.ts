// The look of a verdict: which colour and which shape. Words and sound go with it, always all four (ux.md 2.2).

export type ToneName =
  | 'accepted'
  | 'more'
  | 'complete'
  | 'attention'
  | 'wrong_item'
  | 'too_many'
  | 'unknown'
  | 'stop'
  | 'refused'
  | 'command'
  | 'waiting'
  | 'repeat'
  | 'fault';

export type ToneColour = 'green' | 'amber' | 'red' | 'stop' | 'violet' | 'blue' | 'grey';

interface ToneLook {
  colour: ToneColour;
  shape: string;
  /** The colour also frames the whole screen. */
  framed: boolean;
}

export const TONES: Record<ToneName, ToneLook> = {
  accepted: { colour: 'green', shape: 'check', framed: false },
  more: { colour: 'green', shape: 'check', framed: false },
  complete: { colour: 'green', shape: 'checks', framed: true },
  attention: { colour: 'amber', shape: 'triangle', framed: false },
  wrong_item: { colour: 'red', shape: 'octagon', framed: true },
  too_many: { colour: 'red', shape: 'overfull', framed: true },
  refused: { colour: 'red', shape: 'octagon', framed: false },
  unknown: { colour: 'violet', shape: 'question', framed: false },
  stop: { colour: 'stop', shape: 'stop_hand', framed: true },
  command: { colour: 'blue', shape: 'command', framed: false },
  waiting: { colour: 'grey', shape: 'clock', framed: false },
  repeat: { colour: 'grey', shape: 'again', framed: false },
  fault: { colour: 'grey', shape: 'plug', framed: false },
};
