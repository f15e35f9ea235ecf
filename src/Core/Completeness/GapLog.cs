using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Core.Completeness;

/// <summary>
/// The gaps of a market for the record. Where ids are contiguous, a hole in them is one unless trades out of order close it within two seconds
/// of market time; elsewhere every break of the connection is one until the venue's own list has shown what was missed. Not thread-safe.
/// </summary>
/// <param name="market">The market.</param>
/// <param name="proof">What tells that something is missing.</param>
internal sealed class GapLog(MarketId market, ProofKind proof)
{
    /// <summary>Market time up to which a hole is short, milliseconds: it marks its minute instead of getting a row of its own.</summary>
    public const long ShortHoleMs = 2_000;

    private const long SettleMs = 2_000;

    private readonly List<Gap> _open = [];
    private readonly List<Gap> _changed = [];
    private string _expected = "ids";

    /// <summary>Whether a missing id proves a missing trade.</summary>
    public bool IsProof { get; } = proof == ProofKind.Ids;

    /// <summary>Market time in all gaps reported, milliseconds.</summary>
    public long HoleMs { get; private set; }

    /// <summary>Gaps that are open.</summary>
    public IReadOnlyList<Gap> Unfilled => _open;

    /// <summary>What fills gaps at present.</summary>
    public string FilledBy { get; set; } = LateTrades;

    /// <summary>What fills gaps when nothing else does.</summary>
    public const string LateTrades = "late trades";

    /// <summary>Names the reason of the next gap.</summary>
    public void Expect(string reason) => _expected = reason;

    /// <summary>Takes the reason of the next gap.</summary>
    public string TakeReason()
    {
        var reason = _expected;
        _expected = "ids";
        return reason;
    }

    /// <summary>Reports holes that have settled.</summary>
    public void Report(IReadOnlyList<IdRange> holes, long nowUnixMs)
    {
        if (!IsProof || holes.Count == 0)
        {
            return;
        }

        foreach (var hole in holes)
        {
            if (hole.AfterUnixMs + SettleMs <= nowUnixMs && !_open.Exists(g => g.AfterId == hole.LastId + 1))
            {
                Open(GapOf(hole, TakeReason()));
            }
        }
    }

    /// <summary>Reports a gap now; one with the same beginning is replaced.</summary>
    public void Open(Gap gap)
    {
        Remove(gap);
        _open.Add(gap);
        _changed.Add(gap);
        HoleMs += WidthOf(gap);
    }

    /// <summary>Nothing is missing in a gap any more.</summary>
    public void Close(Gap gap)
    {
        Remove(gap);
        _changed.Add(gap with { FilledBy = FilledBy });
    }

    /// <summary>Trades came that were missing: gaps without a hole left are filled, others become what is left of them.</summary>
    public void Fill(IReadOnlyList<IdRange> holes)
    {
        for (var i = _open.Count - 1; i >= 0; i--)
        {
            var gap = _open[i];
            var left = holes.FirstOrDefault(h => h.FirstId > gap.BeforeId && h.LastId < gap.AfterId);
            if (left == default)
            {
                Close(gap);
            }
        }
    }

    /// <summary>After a search: gaps of which something is left are narrowed to it.</summary>
    public void Narrow(IReadOnlyList<IdRange> holes)
    {
        foreach (var gap in _open.ToArray())
        {
            var left = holes.Where(h => h.FirstId > gap.BeforeId && h.LastId < gap.AfterId).ToArray();
            if (left.Length == 0 || (left.Length == 1 && left[0].FirstId == gap.BeforeId + 1 && left[0].LastId == gap.AfterId - 1))
            {
                continue;
            }

            if (left[0].FirstId != gap.BeforeId + 1)
            {
                // Another beginning is another key: this one is filled, what is left gets rows of its own.
                Close(gap);
            }

            foreach (var hole in left)
            {
                Open(GapOf(hole, gap.Reason));
            }
        }
    }

    /// <summary>Gaps that changed since the last call.</summary>
    public void Collect(List<Gap> into)
    {
        into.AddRange(_changed);
        _changed.Clear();
    }

    private Gap GapOf(in IdRange hole, string reason) =>
        new(market, hole.FirstId - 1, hole.BeforeUnixMs, hole.LastId + 1, hole.AfterUnixMs, hole.Missing, reason);

    private void Remove(Gap gap)
    {
        var at = _open.FindIndex(known => known.BeforeId == gap.BeforeId && known.BeforeUnixMs == gap.BeforeUnixMs);
        if (at >= 0)
        {
            HoleMs -= WidthOf(_open[at]);
            _open.RemoveAt(at);
        }
    }

    private static long WidthOf(Gap gap) => Math.Max(0, gap.AfterUnixMs - gap.BeforeUnixMs);
}
