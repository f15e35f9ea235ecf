namespace SqueezeFlow.Core.Backtest.Accounts;

/// <summary>Cash of an account, and the positions of all symbols that trade on it.</summary>
/// <param name="balanceUsd">Cash at the start, USD.</param>
internal sealed class AccountFunds(double balanceUsd)
{
    private readonly List<BacktestAccount> _accounts = [];

    /// <summary>Cash that no position ties up, USD.</summary>
    public double CashUsd { get; set; } = balanceUsd;

    /// <summary>Number of the last trade of all symbols; 0 before the first.</summary>
    public int LastTradeId { get; set; }

    /// <summary>What was closed today, of all symbols.</summary>
    public DayBook Day { get; } = new();

    /// <summary>Told of every order of every symbol, in the order in which they are filled; null for nobody.</summary>
    public List<ExecutedOrder>? Journal { get; init; }

    /// <summary>Cash that all positions tie up, USD.</summary>
    public double MarginUsd => Sum(account => account.ExposureUsd);

    /// <summary>Notional of all positions at their entries, USD.</summary>
    public double NotionalUsd => Sum(account => account.NotionalUsd);

    /// <summary>Positions that are open.</summary>
    public int Positions => _accounts.Count(account => account.Position is not null);

    /// <summary>Adds a symbol.</summary>
    public void Add(BacktestAccount account) => _accounts.Add(account);

    /// <summary>What the positions of the other symbols are worth at their last closes, USD.</summary>
    public double ElsewhereUsd(BacktestAccount account)
    {
        // Asked for every bar: no closure.
        var sum = 0.0;
        foreach (var other in _accounts)
        {
            sum += ReferenceEquals(other, account) ? 0 : other.PositionUsd;
        }

        return sum;
    }

    private double Sum(Func<BacktestAccount, double> read)
    {
        var sum = 0.0;
        foreach (var account in _accounts)
        {
            sum += read(account);
        }

        return sum;
    }
}
