using System.Diagnostics.Metrics;

namespace SqueezeFlow.Grains.Symbols;

internal static class SymbolMetrics
{
    private static readonly Meter Meter = new("SqueezeFlow.Symbols");

    /// <summary>Who has read a batch: this silo, or another one, from which it crossed.</summary>
    public static readonly KeyValuePair<string, object?> FromHere = new("from", "here");
    public static readonly KeyValuePair<string, object?> FromElsewhere = new("from", "elsewhere");

    /// <summary>The interval between hand-overs and what comes on top of it.</summary>
    private static readonly InstrumentAdvice<double> Ages = new()
    {
        HistogramBucketBoundaries = [1, 2, 5, 10, 20, 30, 50, 75, 100, 150, 200, 250, 300, 350, 400, 450, 475, 500, 505, 510, 520, 530, 550, 600, 700, 850, 1_000, 2_000, 5_000, 10_000, 60_000],
    };

    public static readonly Histogram<double> BatchAge = Meter.CreateHistogram(
        "symbols.batch.age", "ms", "Wall time between the oldest trade of a batch, by the venue's clock, and its being counted.", null, Ages);

    public static readonly Counter<long> FailedTicks = Meter.CreateCounter<long>("symbols.failed_ticks", "{call}", "Calls of the silo's clock that a symbol did not answer; they are made again.");
    public static readonly Counter<long> LeftEvaluations = Meter.CreateCounter<long>("symbols.left_evaluations", "{bar}", "Evaluations under way when a symbol left its silo; the bar is evaluated where it comes back.");
    public static readonly Counter<long> Moves = Meter.CreateCounter<long>("symbols.moves", "{symbol}", "Symbols that were asked to move to the silo on which they belong.");
    public static readonly Counter<long> Left = Meter.CreateCounter<long>("symbols.left", "{symbol}", "Symbols that had not gone to other silos in the time that a stop has for it.");
}
