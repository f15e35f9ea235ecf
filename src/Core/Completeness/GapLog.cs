using SqueezeFlow.Core.Completeness.Ids;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Core.Completeness;

/// <summary>The gaps of a market for the record: those that may still be filled, and what changed since they were last asked for. Not thread-safe.</summary>
/// <param name="market">The market.</param>
internal sealed class GapLog(MarketId market)
{
    /// <summary>Gaps that may still be filled, at most; an older one stays on record as it is.</summary>
    public const int MostOpen = 1_024;

    /// <summary>What fills gaps when nothing else does.</summary>
    public const string LateTrades = "late trades";

    private readonly List<Gap> _open = [];
    private readonly List<Gap> _changed = [];
    private string? _expected;

    /// <summary>Market time in all gaps reported that are open, milliseconds.</summary>
    public long HoleMs { get; private set; }

    /// <summary>Gaps that may still be filled, in the order of their report.</summary>
    public IReadOnlyList<Gap> Open => _open;

    /// <summary>Gaps that stay: nothing fills them any more.</summary>
    public int Settled { get; private set; }

    /// <summary>What fills gaps at present.</summary>
    public string FilledBy { get; set; } = LateTrades;

    /// <summary>Names the reason of the next gap; null takes it back.</summary>
    public void Expect(string? reason) => _expected = reason;

    /// <summary>Names the reason of the next gap unless another is named already.</summary>
    public void ExpectIfNone(string reason) => _expected ??= reason;

    /// <summary>Takes the reason of the next gap: the one named, or else this.</summary>
    public string TakeReason(string otherwise)
    {
        var reason = _expected ?? otherwise;
        _expected = null;
        return reason;
    }

    /// <summary>The open gap that begins like another; null when there is none.</summary>
    public Gap? Find(Gap gap) => _open.Find(known => known.BeforeId == gap.BeforeId && known.BeforeUnixMs == gap.BeforeUnixMs);

    /// <summary>The gap of a hole in ids.</summary>
    public Gap Of(in IdRange hole, string reason) =>
        new(market, hole.FirstId - 1, hole.BeforeUnixMs, hole.LastId + 1, hole.AfterUnixMs, hole.Missing, reason);

    /// <summary>Reports a gap; one with the same beginning is replaced. Answers the gap that must stay for want of room; null when there is room.</summary>
    public Gap? Report(Gap gap)
    {
        Remove(gap);
        _open.Add(gap);
        _changed.Add(gap);
        HoleMs += WidthOf(gap);
        if (_open.Count <= MostOpen)
        {
            return null;
        }

        var oldest = _open[0];
        _open.RemoveAt(0);
        Settled++;
        return oldest;
    }

    /// <summary>A gap that is on record already, and may still be filled.</summary>
    public void Reopen(Gap gap)
    {
        if (Find(gap) is null && _open.Count < MostOpen)
        {
            _open.Add(gap);
            HoleMs += WidthOf(gap);
        }
    }

    /// <summary>Reports a gap that nothing will fill.</summary>
    public void Record(Gap gap)
    {
        Remove(gap);
        _changed.Add(gap);
        HoleMs += WidthOf(gap);
        Settled++;
    }

    /// <summary>Nothing is missing in a gap any more.</summary>
    public void Close(Gap gap)
    {
        if (Remove(gap))
        {
            _changed.Add(gap with { FilledBy = FilledBy });
        }
    }

    /// <summary>Gaps that changed since the last call.</summary>
    public void Collect(List<Gap> into)
    {
        into.AddRange(_changed);
        _changed.Clear();
    }

    private bool Remove(Gap gap)
    {
        var at = _open.FindIndex(known => known.BeforeId == gap.BeforeId && known.BeforeUnixMs == gap.BeforeUnixMs);
        if (at < 0)
        {
            return false;
        }

        HoleMs -= WidthOf(_open[at]);
        _open.RemoveAt(at);
        return true;
    }

    private static long WidthOf(Gap gap) => Math.Max(0, gap.AfterUnixMs - gap.BeforeUnixMs);
}
