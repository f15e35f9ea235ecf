using System.Collections.Concurrent;
using SqueezeFlow.Core.Orders;

namespace SqueezeFlow.Grains.Tests.Execution;

/// <summary>An account that does what a test says, and keeps what it was asked.</summary>
internal sealed class ScriptedGateway : IOrderGateway
{
    private readonly ConcurrentQueue<EntryOrder> _entries = new();
    private readonly ConcurrentQueue<ExitOrder> _exits = new();
    private readonly ConcurrentDictionary<string, Position> _positions = new();
    private int _accountReads;
    private int _closedReads;
    private int _openReads;

    /// <summary>What becomes of an entry; the default fills it.</summary>
    public Func<ScriptedGateway, EntryOrder, OrderResult> OnEnter { get; set; } = static (self, order) => self.Fill(order);

    /// <summary>What becomes of an exit; the default closes the position.</summary>
    public Func<ScriptedGateway, ExitOrder, OrderResult> OnExit { get; set; } = static (self, order) =>
        self.Close(self._positions.ContainsKey($"{order.Tag}/{order.TradeId}") ? $"{order.Tag}/{order.TradeId}" : order.Tag, order.Reason);

    /// <summary>How every read fails; null when it does not.</summary>
    public Exception? ReadFailure { get; set; }

    /// <summary>Whether orders get no answer.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Whether closed positions are not told, however long one waits.</summary>
    public bool IsSilentOnClosed { get; set; }

    /// <summary>How the account is read; the default answers at once.</summary>
    public Func<CancellationToken, Task<Account>> OnAccount { get; set; } = static _ => Task.FromResult(Money);

    /// <summary>What the account holds.</summary>
    public static Account Money { get; } = new("scripted", true, 10_000, 9_000, 2);

    /// <summary>How often the account was read.</summary>
    public int AccountReads => Volatile.Read(ref _accountReads);

    /// <summary>How often open positions were asked for.</summary>
    public int OpenReads => Volatile.Read(ref _openReads);

    /// <summary>How often closed positions were asked for.</summary>
    public int ClosedReads => Volatile.Read(ref _closedReads);

    public IReadOnlyCollection<EntryOrder> Entries => _entries;

    public IReadOnlyCollection<ExitOrder> Exits => _exits;

    public OrderResult Fill(EntryOrder order) => new(OrderVerdict.Filled, Hold(order.Tag, order.BaseSymbol, order.Side));

    public Position Hold(string tag, string symbol, PositionSide side = PositionSide.Long)
    {
        var position = new Position
        {
            TradeId = $"{_positions.Count + 1}",
            Tag = tag,
            BaseSymbol = symbol,
            Side = side,
            Quantity = 1,
            EntryPrice = 100,
            Leverage = 3,
            StakeUsd = 200,
            OpenedUnixMs = 1,
        };
        _positions[tag] = position;
        return position;
    }

    public OrderResult Close(string tag, string reason, decimal profit = 1) => new(OrderVerdict.Filled, End(tag, profit, reason));

    /// <summary>Puts a position as it is.</summary>
    public void Put(Position position) => _positions[position.Tag] = position;

    /// <summary>A second position with the same tag.</summary>
    public void PutBeside(string tag, string tradeId) => _positions[$"{tag}/{tradeId}"] = _positions[tag] with { TradeId = tradeId };

    /// <summary>The account knows nothing of a position any more.</summary>
    public void Forget(string tag) => _positions.TryRemove(tag, out _);

    public Task<Account> GetAccountAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _accountReads);
        return ReadFailure is null ? OnAccount(cancellationToken) : Read(Money);
    }

    public Task<IReadOnlyList<Position>> GetOpenPositionsAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _openReads);
        return Read<IReadOnlyList<Position>>([.. _positions.Values.Where(p => p.IsOpen)]);
    }

    public async Task<IReadOnlyList<Position>> GetClosedPositionsAsync(int limit, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _closedReads);
        await (IsSilentOnClosed ? Task.Delay(Timeout.Infinite, cancellationToken) : Task.CompletedTask);
        return await Read<IReadOnlyList<Position>>([.. _positions.Values.Where(p => !p.IsOpen).OrderByDescending(p => p.ClosedUnixMs).Take(limit)]);
    }

    public Task<Position?> FindByTagAsync(string tag, CancellationToken cancellationToken) => Read(_positions.GetValueOrDefault(tag));

    public async Task<OrderResult> EnterAsync(EntryOrder order, CancellationToken cancellationToken)
    {
        _entries.Enqueue(order);
        await AnswerAsync(cancellationToken);
        return OnEnter(this, order);
    }

    public async Task<OrderResult> ExitAsync(ExitOrder order, CancellationToken cancellationToken)
    {
        _exits.Enqueue(order);
        await AnswerAsync(cancellationToken);
        return OnExit(this, order);
    }

    /// <summary>The position closes, whoever wants it: three minutes after it was opened unless told otherwise, at 101.</summary>
    public Position End(string tag, decimal? profit, string reason, long closedUnixMs = 180_001) =>
        _positions[tag] = _positions[tag] with { ClosedUnixMs = closedUnixMs, ExitPrice = 101, ProfitUsd = profit, ExitReason = reason };

    private Task AnswerAsync(CancellationToken cancellationToken) => IsSilent ? Task.Delay(Timeout.Infinite, cancellationToken) : Task.CompletedTask;

    private Task<T> Read<T>(T answer) => ReadFailure is { } failure ? throw failure : Task.FromResult(answer);
}
