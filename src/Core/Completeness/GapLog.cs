using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Core.Completeness;

/// <summary>
/// Turns holes in the ids of a market into gaps for the record: a hole that trades out of order close within five
/// seconds of market time is none. Not thread-safe.
/// </summary>
/// <param name="market">The market.</param>
/// <param name="proof">Holes are losses only where ids are contiguous.</param>
internal sealed class GapLog(MarketId market, ProofKind proof)
{
    /// <summary>Market time up to which a hole is short, milliseconds: it marks its minute instead of getting a row of its own.</summary>
    public const long ShortHoleMs = 2_000;

    private const long SettleMs = 5_000;

    private readonly List<Gap> _open = [];
    private readonly List<Gap> _changed = [];
    private string _expected = "ids";

    /// <summary>Whether a missing id proves a missing trade.</summary>
    public bool IsProof => proof == ProofKind.Ids;

    /// <summary>Market time in all gaps reported, milliseconds.</summary>
    public long HoleMs { get; private set; }

    /// <summary>Names the reason of the next gap.</summary>
    public void Expect(string reason) => _expected = reason;

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
                var gap = new Gap(market, hole.FirstId - 1, hole.BeforeUnixMs, hole.LastId + 1, hole.AfterUnixMs, hole.Missing, _expected);
                _open.Add(gap);
                _changed.Add(gap);
                HoleMs += Math.Max(0, hole.AfterUnixMs - hole.BeforeUnixMs);
                _expected = "ids";
            }
        }
    }

    /// <summary>Trades came that were missing: gaps without a hole left are filled.</summary>
    public void Fill(IReadOnlyList<IdRange> holes)
    {
        for (var i = _open.Count - 1; i >= 0; i--)
        {
            var gap = _open[i];
            if (!holes.Any(h => h.FirstId > gap.BeforeId && h.LastId < gap.AfterId))
            {
                _open.RemoveAt(i);
                _changed.Add(gap with { FilledBy = "late trades" });
                HoleMs -= Math.Max(0, gap.AfterUnixMs - gap.BeforeUnixMs);
            }
        }
    }

    /// <summary>Gaps that changed since the last call.</summary>
    public void Collect(List<Gap> into)
    {
        into.AddRange(_changed);
        _changed.Clear();
    }
}
