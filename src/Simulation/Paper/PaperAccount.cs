using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Orders;

namespace SqueezeFlow.Simulation.Paper;

/// <summary>
/// An account without money: fills at the first trade of the reference market after the deciding bar, pays fees, and
/// refuses in the words of FreqTrade. Every change is in the ledger before it is answered. Safe for concurrent use.
/// </summary>
internal sealed class PaperAccount(IPaperLedger ledger, IMarketPrices prices, IOptions<PaperOptions> options) : IOrderGateway, IDisposable
{
    private readonly PaperOptions _options = options.Value;
    private readonly PaperRules _rules = new(options.Value);
    private readonly SemaphoreSlim _turn = new(1, 1);
    private PaperBooks? _books;

    /// <inheritdoc/>
    public async Task<Account> GetAccountAsync(CancellationToken cancellationToken)
    {
        var books = await BooksAsync(cancellationToken);
        var bound = books.Positions.Where(position => position.IsOpen).Sum(position => position.StakeUsd);
        return new("paper", IsDryRun: true, books.CashUsd + bound, books.CashUsd, _options.MaxOpenPositions);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Position>> GetOpenPositionsAsync(CancellationToken cancellationToken)
    {
        var books = await BooksAsync(cancellationToken);
        return [.. books.Positions.Where(position => position.IsOpen)];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Position>> GetClosedPositionsAsync(int limit, CancellationToken cancellationToken)
    {
        var books = await BooksAsync(cancellationToken);
        return [.. books.Positions.Where(position => !position.IsOpen).Reverse().OrderByDescending(position => position.ClosedUnixMs).Take(limit)];
    }

    /// <inheritdoc/>
    public async Task<Position?> FindByTagAsync(string tag, CancellationToken cancellationToken) =>
        PaperRules.ByTag(await BooksAsync(cancellationToken), tag);

    /// <inheritdoc/>
    public async Task<OrderResult> EnterAsync(EntryOrder order, CancellationToken cancellationToken)
    {
        try
        {
            if (_rules.AnswerWithoutPrice(await BooksAsync(cancellationToken), order) is { } known)
            {
                return known;
            }

            var fill = await prices.FirstTradeAtOrAfterAsync(order.BaseSymbol, order.BarCloseUnixMs, cancellationToken);
            return fill is { } at ? await OpenAsync(order, at, cancellationToken) : NoTrade(order.BaseSymbol, order.BarCloseUnixMs);
        }
        catch (IOException failure)
        {
            return new(OrderVerdict.Unavailable, null, $"The paper account's ledger cannot be reached: {failure.Message}");
        }
    }

    /// <inheritdoc/>
    public async Task<OrderResult> ExitAsync(ExitOrder order, CancellationToken cancellationToken)
    {
        try
        {
            var position = PaperRules.ByTag(await BooksAsync(cancellationToken), order.Tag);
            if (position is null || position.TradeId != order.TradeId)
            {
                return OrderResult.Refused($"invalid argument: no trade {order.TradeId} with tag {order.Tag}");
            }

            if (!position.IsOpen)
            {
                return new(OrderVerdict.Filled, position);
            }

            var fill = await prices.FirstTradeAtOrAfterAsync(position.BaseSymbol, order.BarCloseUnixMs, cancellationToken);
            return fill is { } at ? await CloseAsync(order, at, cancellationToken) : NoTrade(position.BaseSymbol, order.BarCloseUnixMs);
        }
        catch (IOException failure)
        {
            return new(OrderVerdict.Unavailable, null, $"The paper account's ledger cannot be reached: {failure.Message}");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task<OrderResult> OpenAsync(EntryOrder order, PricePoint at, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            // The price had to be waited for: another call may have booked meanwhile.
            var books = await CurrentAsync(cancellationToken);
            if (_rules.AnswerWithoutPrice(books, order) is { } known)
            {
                return known;
            }

            if (_rules.Size(order, at, books) is not { } position)
            {
                return OrderResult.Refused($"Failed to enter position for {PaperRules.Pair(order.BaseSymbol)}.");
            }

            await KeepAsync(books.CashUsd - position.StakeUsd - position.EntryFeeUsd, position, [.. books.Positions, position]);
            return new(OrderVerdict.Filled, position);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<OrderResult> CloseAsync(ExitOrder order, PricePoint at, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var books = await CurrentAsync(cancellationToken);
            if (PaperRules.ByTag(books, order.Tag) is not { } position)
            {
                return OrderResult.Refused($"invalid argument: no trade {order.TradeId} with tag {order.Tag}");
            }

            if (!position.IsOpen)
            {
                return new(OrderVerdict.Filled, position);
            }

            var closed = PaperMath.Close(position, at, _options.FeeRate, order.Reason);
            await KeepAsync(books.CashUsd + PaperMath.Returned(closed), closed, [.. books.Positions.Select(other => other == position ? closed : other)]);
            return new(OrderVerdict.Filled, closed);
        }
        finally
        {
            _turn.Release();
        }
    }

    // Not cancellable: a save that was given up half-way would leave the outcome unknown.
    private async Task KeepAsync(decimal cash, Position? position, IReadOnlyList<Position> positions)
    {
        await ledger.SaveAsync(cash, position, CancellationToken.None);
        Volatile.Write(ref _books, new(cash, positions));
    }

    private async Task<PaperBooks> BooksAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _books) is { } books && !await ledger.IsChangedAsync(cancellationToken))
        {
            return books;
        }

        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await CurrentAsync(cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    // Runs in its turn.
    private async Task<PaperBooks> CurrentAsync(CancellationToken cancellationToken)
    {
        if (_books is { } books && !await ledger.IsChangedAsync(cancellationToken))
        {
            return books;
        }

        if (await ledger.LoadAsync(cancellationToken) is { } stored)
        {
            Volatile.Write(ref _books, stored);
            return stored;
        }

        await KeepAsync(_options.InitialUsd, null, []);
        return _books!;
    }

    private static OrderResult NoTrade(string baseSymbol, long unixMs) =>
        new(OrderVerdict.Unavailable, null, $"No trade of {PaperRules.Pair(baseSymbol)} at or after {DateTimeOffset.FromUnixTimeMilliseconds(unixMs):u}: the market has ended or its data are gone.");
}
