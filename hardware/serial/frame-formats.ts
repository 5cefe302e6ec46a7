// The frame formats that this agent speaks, by name. One more: a file like its neighbours, and a line here.
import { WrongSetting } from '../wrong-setting.ts';
import { asciiFrames } from './ascii-frames.ts';
import type { FrameFormat } from './desk-messages.ts';
import { rotundaFrames } from './rotunda-frames.ts';

export const FRAME_FORMATS: readonly FrameFormat[] = [rotundaFrames, asciiFrames];

/** @throws WrongSetting that lists the known ones */
export function frameFormat(name: string): FrameFormat {
	const format = FRAME_FORMATS.find((one) => one.name === name);
	if (format !== undefined) return format;
	const known = FRAME_FORMATS.map((one) => one.name).join(', ');
	throw new WrongSetting(`"${name}" is not a frame format of this agent: known are ${known}`);
}
