namespace SqueezeFlow.Simulation.Freqtrade.Books;

/// <summary>How a simulated bot is configured, in the words of its own file. May be changed while it runs: the next call sees it.</summary>
public sealed class BotSettings
{
    /// <summary><c>bot_name</c>.</summary>
    public string Name { get; set; } = "squeezeflow-exec";

    /// <summary>Release that it says it is.</summary>
    public string Version { get; set; } = "2024.9";

    /// <summary><c>dry_run</c>; no money moves anyway.</summary>
    public bool IsDryRun { get; set; } = true;

    /// <summary><c>trading_mode</c>.</summary>
    public string TradingMode { get; set; } = "futures";

    /// <summary><c>stake_currency</c>.</summary>
    public string StakeCurrency { get; set; } = "USDT";

    /// <summary><c>stake_amount</c>, margin of an entry that names none.</summary>
    public decimal StakeAmount { get; set; } = 100;

    /// <summary><c>max_open_trades</c>; -1 for any number.</summary>
    public int MaxOpenTrades { get; set; } = 3;

    /// <summary><c>force_entry_enable</c>.</summary>
    public bool ForceEntry { get; set; } = true;

    /// <summary><c>position_adjustment_enable</c>.</summary>
    public bool PositionAdjustment { get; set; }

    /// <summary>Stop loss of the strategy, as a share of the margin: 0.99 is a <c>stoploss</c> of -0.99.</summary>
    public decimal StopLoss { get; set; } = 0.99m;

    /// <summary><c>dry_run_wallet</c>.</summary>
    public decimal Wallet { get; set; } = 10_000;

    /// <summary>Taker fee of the venue.</summary>
    public decimal TakerFee { get; set; } = 0.0005m;

    /// <summary>Largest leverage of the venue.</summary>
    public decimal MaxLeverage { get; set; } = 125;

    /// <summary>Smallest value of an order at the venue.</summary>
    public decimal MinOrderValue { get; set; } = 5;

    /// <summary><c>pair_whitelist</c>; entries by API do not look at it.</summary>
    public IReadOnlyList<string> Whitelist { get; set; } = ["BTC/USDT:USDT", "ETH/USDT:USDT"];

    /// <summary><c>api_server.username</c>.</summary>
    public string Username { get; set; } = "squeezeflow";

    /// <summary><c>api_server.password</c>.</summary>
    public string Password { get; set; } = "a-long-random-password";

    /// <summary><c>api_server.ws_token</c>.</summary>
    public string WsToken { get; set; } = "a-long-random-ws-token";

    /// <summary><c>process_throttle_secs</c>: wall time between two loops, in which stop losses are watched; infinite for a loop on demand alone.</summary>
    public TimeSpan Throttle { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Wall time that an entry keeps the venue busy. Another one that was let past the checks meanwhile waits for it.</summary>
    public TimeSpan EntryDelay { get; set; }

    /// <summary>Wall time from the call for a reload until the HTTP server goes.</summary>
    public TimeSpan ReloadDelay { get; set; } = TimeSpan.FromSeconds(0.9);

    /// <summary>Wall time for which it is away then.</summary>
    public TimeSpan ReloadAway { get; set; } = TimeSpan.FromSeconds(0.3);

    /// <summary>Whether market entries rest unfilled, as limit entries do.</summary>
    public bool EntriesRest { get; set; }

    /// <summary>Whether exits rest unfilled.</summary>
    public bool ExitsRest { get; set; }

    /// <summary>How often an exiting trade is looked at before its resting exit fills; zero for never.</summary>
    public int LooksUntilExitFills { get; set; }

    /// <summary>Whether pairs are perpetuals.</summary>
    internal bool IsFutures => TradingMode != "spot";
}
