using SqueezeFlow.Core.Signals.Explaining;

namespace SqueezeFlow.Grains.Symbols.Strategy;

/// <summary>
/// Why each of the latest bars ended as it did. All but the latest are kept packed: two days of a symbol would else be megabytes. Runs on the grain's
/// scheduler.
/// </summary>
/// <param name="keptMs">Market time that explanations are kept, milliseconds.</param>
internal sealed class EvaluationLog(long keptMs)
{
    private readonly Queue<(long CloseUnixMs, byte[] Packed)> _earlier = new();
    private readonly List<NearMiss> _near = [];

    public Explanation? Latest { get; private set; }

    /// <summary>Those of the bars kept whose score came near an entry, oldest first.</summary>
    public IReadOnlyList<NearMiss> NearMisses => [.. _near];

    /// <summary>Explanations kept, one a bar.</summary>
    public int Count => _earlier.Count + (Latest is null ? 0 : 1);

    /// <summary>Bytes of those before the latest.</summary>
    public long PackedBytes => _earlier.Sum(kept => (long)kept.Packed.Length);

    public void Add(Explanation explanation)
    {
        // One of the same bar is what was known before, or while it was forming.
        if (Latest is { } latest && latest.BarCloseUnixMs != explanation.BarCloseUnixMs)
        {
            _earlier.Enqueue((latest.BarCloseUnixMs, PackedJson.Pack(latest)));
        }

        Latest = explanation;
        _near.RemoveAll(miss => miss.BarCloseUnixMs == explanation.BarCloseUnixMs || miss.BarCloseUnixMs < explanation.BarCloseUnixMs - keptMs);
        if (NearMiss.Of(explanation) is { } near)
        {
            _near.Add(near);
        }

        while (_earlier.TryPeek(out var oldest) && oldest.CloseUnixMs < explanation.BarCloseUnixMs - keptMs)
        {
            _earlier.Dequeue();
        }
    }

    /// <summary>The explanation of the bar that closed at a time, or of the last before it; null when it is kept no longer.</summary>
    public Explanation? Find(long barCloseUnixMs)
    {
        if (Latest?.BarCloseUnixMs <= barCloseUnixMs)
        {
            return Latest;
        }

        byte[]? found = null;
        foreach (var (close, packed) in _earlier)
        {
            found = close <= barCloseUnixMs ? packed : found;
        }

        return found is null ? null : PackedJson.Unpack<Explanation>(found);
    }
}
