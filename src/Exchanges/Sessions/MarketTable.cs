using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Exchanges.Sessions;

/// <summary>The markets of a session by their names in frames. One thread; what changes them may be said on any.</summary>
internal sealed class MarketTable
{
    public const int MostSlots = 100_000;

    private const int LongestName = 64;

    private static readonly SearchValues<byte> NeverInNames =
        SearchValues.Create([.. Enumerable.Range(0, 0x21).Select(i => (byte)i), (byte)'"', (byte)'\\', 0x7F]);

    private readonly IMarketNames _names;
    private readonly string _endpoint;
    private readonly UnknownMarkets _unknownMarkets;
    private readonly Dictionary<MarketId, Instrument> _listed = [];
    private readonly Dictionary<MarketId, MarketSlot> _slots = [];
    private readonly SymbolTable _symbols = new();
    private readonly ConcurrentQueue<(IReadOnlyList<Instrument> Added, IReadOnlyList<Instrument> Removed)> _changes = new();
    private readonly ConcurrentQueue<InstrumentHistory> _learned = new();
    private volatile MarketSlot[] _followed;

    public MarketTable(IMarketNames names, string endpoint, IEnumerable<Instrument> instruments, UnknownMarkets unknownMarkets)
    {
        (_names, _endpoint, _unknownMarkets) = (names, endpoint, unknownMarkets);
        foreach (var instrument in instruments)
        {
            _listed[instrument.Market] = instrument;
            if (unknownMarkets == UnknownMarkets.Refuse)
            {
                Open(names.WireSymbol(instrument.Market), instrument.Market, instrument);
            }
        }

        _followed = [.. _slots.Values];
    }

    /// <summary>The markets that have a slot.</summary>
    public IReadOnlyCollection<MarketSlot> Slots => _slots.Values;

    /// <summary>The markets that are followed at this moment; safe on any thread.</summary>
    public IReadOnlyList<MarketSlot> Followed => _followed;

    /// <summary>The market that a name in a frame stands for; null when it is not followed.</summary>
    public MarketSlot? Find(ReadOnlySpan<byte> wireSymbol) =>
        _symbols.Find(wireSymbol) is { } slot ? (slot.IsFollowed ? slot : null) : OpenUnknown(wireSymbol);

    /// <summary>Follows more markets and no longer others, at the next <see cref="ApplyChanges"/>. Safe on any thread.</summary>
    public void Change(IReadOnlyList<Instrument> added, IReadOnlyList<Instrument> removed) => _changes.Enqueue((added, removed));

    /// <summary>What was in force when on a market, from the next <see cref="ApplyChanges"/> on. Safe on any thread.</summary>
    public void Learn(InstrumentHistory history) => _learned.Enqueue(history);

    /// <summary>Carries out what was asked for.</summary>
    public void ApplyChanges()
    {
        if (_changes.IsEmpty && _learned.IsEmpty)
        {
            return;
        }

        while (_changes.TryDequeue(out var change))
        {
            Apply(change.Added, change.Removed);
        }

        while (_learned.TryDequeue(out var history))
        {
            if (_slots.TryGetValue(history.Latest.Market, out var slot))
            {
                slot.Learn(history);
            }
        }

        _followed = [.. _slots.Values.Where(slot => slot.IsFollowed)];
    }

    private void Apply(IReadOnlyList<Instrument> added, IReadOnlyList<Instrument> removed)
    {
        foreach (var market in removed)
        {
            if (_slots.TryGetValue(market.Market, out var slot))
            {
                slot.IsFollowed = false;
            }
        }

        foreach (var market in added)
        {
            _slots.Remove(market.Market);
            _listed[market.Market] = market;
            Open(_names.WireSymbol(market.Market), market.Market, market).FollowsBreak = true;
        }
    }

    private MarketSlot? OpenUnknown(ReadOnlySpan<byte> wireSymbol)
    {
        if (_unknownMarkets == UnknownMarkets.Refuse || wireSymbol.Length is 0 or > LongestName || _symbols.Count >= MostSlots ||
            wireSymbol.ContainsAny(NeverInNames))
        {
            return null;
        }

        var name = Encoding.UTF8.GetString(wireSymbol);
        var market = _names.MarketOf(_endpoint, name);
        if (!_listed.TryGetValue(market, out var instrument) && _unknownMarkets == UnknownMarkets.Assume)
        {
            instrument = _names.Assume(market);
        }

        return Open(name, market, instrument);
    }

    private MarketSlot Open(string wireSymbol, MarketId market, Instrument? instrument)
    {
        if (!_slots.TryGetValue(market, out var slot))
        {
            _slots[market] = slot = new(market, instrument);
        }

        _symbols.Add(wireSymbol, slot);
        return slot;
    }
}
