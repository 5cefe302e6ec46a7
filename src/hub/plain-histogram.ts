// A histogram without labels that costs a command next to nothing: counted here, and handed to prom-client when it is asked.
import type { Metric, Registry } from 'prom-client';

export class PlainHistogram {
	readonly name: string;
	readonly help: string;
	readonly type = 'histogram';
	readonly aggregator = 'sum';
	readonly #bounds: readonly number[];
	/** As many as there are bounds, and one for what is above the last. */
	readonly #counts: number[];
	#sum = 0;

	/** `bounds`: the greatest value of each bucket, from the smallest. */
	constructor(registry: Registry, name: string, help: string, bounds: readonly number[]) {
		this.name = name;
		this.help = help;
		this.#bounds = bounds;
		this.#counts = Array.from({ length: bounds.length + 1 }, () => 0);
		// All that a registry asks of a metric is to be told it.
		registry.registerMetric(this as unknown as Metric);
	}

	observe(value: number): void {
		let bucket = 0;
		while (value > (this.#bounds[bucket] ?? Infinity)) bucket += 1;
		this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
		this.#sum += value;
	}

	async get() {
		const { name, help, type, aggregator } = this;
		let count = 0;
		const buckets = this.#counts.map((more, at) => {
			count += more;
			return { metricName: `${name}_bucket`, labels: { le: this.#bounds[at] ?? '+Inf' }, value: count };
		});
		const ends = [
			{ metricName: `${name}_sum`, labels: {}, value: this.#sum },
			{ metricName: `${name}_count`, labels: {}, value: count },
		];
		return { name, help, type, aggregator, values: [...buckets, ...ends] };
	}
}
