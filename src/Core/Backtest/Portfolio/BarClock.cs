namespace SqueezeFlow.Core.Backtest.Portfolio;

/// <summary>Goes through the bars of several symbols by time.</summary>
internal sealed class BarClock(IReadOnlyList<PortfolioSymbol> symbols)
{
    private readonly int[] _next = new int[symbols.Count];
    private readonly List<(int Symbol, int Bar)> _due = [];

    /// <summary>The symbols that have a bar now, in their order, and which bar.</summary>
    public IReadOnlyList<(int Symbol, int Bar)> Due => _due;

    /// <summary>Goes on to the earliest bars that are left; false when there are none.</summary>
    public bool MoveNext()
    {
        _due.Clear();
        var earliest = long.MaxValue;
        for (var i = 0; i < _next.Length; i++)
        {
            var open = _next[i] < symbols[i].Bars.Count ? symbols[i].Bars[_next[i]].OpenUnixMs : long.MaxValue;
            if (open < earliest)
            {
                _due.Clear();
                earliest = open;
            }

            if (open == earliest && open < long.MaxValue)
            {
                _due.Add((i, _next[i]));
            }
        }

        foreach (var (symbol, _) in _due)
        {
            _next[symbol]++;
        }

        return _due.Count > 0;
    }
}
