using System.Runtime.InteropServices;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Grains.Storage;

namespace SqueezeFlow.Grains.Symbols;

/// <summary>What has changed of a symbol's markets since it was last collected, in lists that are used again. Not thread-safe.</summary>
/// <param name="handsOutOpen">Whether seconds are among it while they are open too.</param>
internal sealed class BookRows(bool handsOutOpen)
{
    private readonly List<BarRow> _bars = [];
    private readonly List<BarRow> _open = [];
    private readonly List<LedgerRun> _ledger = [];
    private readonly List<Gap> _gaps = [];
    private readonly List<StoredPosition> _positions = [];
    private int _closed;

    /// <summary>Bars that have closed.</summary>
    public ReadOnlySpan<BarRow> ClosedBars => CollectionsMarshal.AsSpan(_bars)[.._closed];

    /// <summary>Gaps that have changed.</summary>
    public IReadOnlyList<Gap> Gaps => _gaps;

    /// <summary>Collects what has changed, in place of what was collected before.</summary>
    /// <param name="markets">The markets.</param>
    /// <param name="positions">Knows what the rows of a market contain; null where nobody needs to know.</param>
    public void Collect(IReadOnlyList<FollowedMarket> markets, BatchPositions? positions)
    {
        _bars.Clear();
        _open.Clear();
        _ledger.Clear();
        _gaps.Clear();
        _positions.Clear();
        foreach (var market in markets)
        {
            var before = _bars.Count + _ledger.Count + _gaps.Count + _open.Count;
            market.Flow.Collect(_bars, _ledger, _gaps, handsOutOpen ? _open : null);
            if (positions is not null && _bars.Count + _ledger.Count + _gaps.Count + _open.Count > before)
            {
                _positions.Add(positions.PositionOf(market.Flow));
            }
        }

        _closed = _bars.Count;
        _bars.AddRange(_open);
    }

    /// <summary>Hands what was collected to the writer.</summary>
    public void HandTo(BarWriter writer)
    {
        if (_bars.Count + _ledger.Count + _gaps.Count > 0)
        {
            writer.Add(_bars, _ledger, _gaps, _positions);
        }
    }
}
