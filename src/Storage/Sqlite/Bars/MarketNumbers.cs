using SqueezeFlow.Core.Markets;
using SqueezeFlow.Storage.Sqlite.Engine;

namespace SqueezeFlow.Storage.Sqlite.Bars;

/// <summary>
/// The writer's knowledge of markets: their numbers and last one-second bars. Used inside write transactions only, each of
/// which begins with <see cref="Prepare"/>.
/// </summary>
/// <remarks>
/// Writing each market's last bar with each batch would double the work, so <c>market.last_second</c> is complete only up to the
/// watermark in <c>meta</c>; later bars are found by reading the few rows behind it.
/// </remarks>
internal sealed class MarketNumbers
{
    private const long FlushEverySeconds = 60;

    private readonly Dictionary<MarketId, int> _numbers = [];
    private readonly HashSet<int> _dirty = [];
    private long[] _lastSeconds = new long[64];
    private long _watermark;
    private long _newest;
    private long _loadedAfter = -1;
    private MarketId _recent;
    private int _recentNumber;

    /// <summary>Reads everything again if a transaction failed since: what was noted in it never happened.</summary>
    public void Prepare(SqliteSession session, long failedWrites)
    {
        if (_loadedAfter != failedWrites)
        {
            Load(session);
            _loadedAfter = failedWrites;
        }
    }

    /// <summary>The number of a market, given now if it has none.</summary>
    /// <exception cref="InvalidOperationException">The store numbers no more markets.</exception>
    public int NumberOf(SqliteSession session, MarketId market)
    {
        if (_recentNumber > 0 && market == _recent)
        {
            return _recentNumber;
        }

        if (!_numbers.TryGetValue(market, out var number))
        {
            number = Add(session, market);
        }

        (_recent, _recentNumber) = (market, number);
        return number;
    }

    /// <summary>Notes a one-second bar that was written.</summary>
    public void Note(int number, long second)
    {
        _newest = Math.Max(_newest, second);
        if (second > _lastSeconds[number])
        {
            _lastSeconds[number] = second;
            _dirty.Add(number);
        }
    }

    /// <summary>Writes what readers cannot find behind the watermark; call it at the end of a transaction.</summary>
    public void Flush(SqliteSession session)
    {
        var isDue = _newest - _watermark >= FlushEverySeconds;
        if (_dirty.Count == 0 || (!isDue && !_dirty.Any(number => _lastSeconds[number] <= _watermark)))
        {
            return;
        }

        var update = session.Prepare("UPDATE market SET last_second = ?2 WHERE number = ?1");
        foreach (var number in _dirty)
        {
            update.Bind(1, number);
            update.Bind(2, _lastSeconds[number]);
            update.Run();
        }

        _dirty.Clear();
        _watermark = Math.Max(_watermark, _newest);
        var mark = session.Prepare("INSERT OR REPLACE INTO meta VALUES ('watermark', ?)");
        mark.Bind(1, _watermark);
        mark.Run();
    }

    private int Add(SqliteSession session, MarketId market)
    {
        var number = _numbers.Count + 1;
        if (number >= SecondKey.MaxMarkets)
        {
            throw new InvalidOperationException($"{session.Path} holds {SecondKey.MaxMarkets - 1} markets; no room for {market}.");
        }

        var insert = session.Prepare("INSERT INTO market (number, exchange, symbol) VALUES (?, ?, ?)");
        insert.Bind(1, number);
        insert.Bind(2, market.Exchange);
        insert.Bind(3, market.Symbol);
        insert.Run();
        Register(market, number);
        return number;
    }

    private void Register(MarketId market, int number)
    {
        _numbers.Add(market, number);
        if (number >= _lastSeconds.Length)
        {
            Array.Resize(ref _lastSeconds, _lastSeconds.Length * 2);
        }
    }

    private void Load(SqliteSession session)
    {
        _numbers.Clear();
        _dirty.Clear();
        Array.Clear(_lastSeconds);
        _recentNumber = 0;
        _watermark = session.Scalar("SELECT value FROM meta WHERE name = 'watermark'");
        _newest = _watermark;
        using (var markets = session.Prepare("SELECT number, exchange, symbol, last_second FROM market ORDER BY number"))
        {
            while (markets.Step())
            {
                var number = (int)markets.Int64(0);
                Register(new(markets.Text(1), markets.Text(2)), number);
                _lastSeconds[number] = markets.Int64(3);
            }
        }

        using var tail = session.Prepare("SELECT key FROM second_bar WHERE key >= ?");
        tail.Bind(1, SecondKey.From((_watermark + 1) * 1_000));
        while (tail.Step())
        {
            Note(SecondKey.Market(tail.Int64(0)), SecondKey.OpenUnixMs(tail.Int64(0)) / 1_000);
        }
    }
}
