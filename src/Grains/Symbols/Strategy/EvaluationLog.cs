using SqueezeFlow.Core.Signals.Explaining;

namespace SqueezeFlow.Grains.Symbols.Strategy;

/// <summary>Why each of the latest bars ended as it did. Runs on the grain's scheduler.</summary>
/// <param name="keptMs">Market time that explanations are kept, milliseconds.</param>
internal sealed class EvaluationLog(long keptMs)
{
    private readonly Queue<Explanation> _kept = new();

    public Explanation? Latest { get; private set; }

    /// <summary>Explanations kept, one a bar.</summary>
    public int Count => _kept.Count;

    public void Add(Explanation explanation)
    {
        if (Latest?.BarCloseUnixMs == explanation.BarCloseUnixMs)
        {
            // What was known before, or of the same bar while it was forming.
            var others = _kept.Where(kept => kept != Latest).ToArray();
            _kept.Clear();
            Array.ForEach(others, _kept.Enqueue);
        }

        Latest = explanation;
        _kept.Enqueue(explanation);
        while (_kept.Peek().BarCloseUnixMs < explanation.BarCloseUnixMs - keptMs)
        {
            _kept.Dequeue();
        }
    }

    /// <summary>The explanation of the bar that closed at a time, or of the last before it; null when it is kept no longer.</summary>
    public Explanation? Find(long barCloseUnixMs) => _kept.LastOrDefault(e => e.BarCloseUnixMs <= barCloseUnixMs);
}
