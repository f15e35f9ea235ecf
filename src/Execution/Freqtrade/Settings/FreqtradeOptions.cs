using SqueezeFlow.Core.Orders.Accounts;

namespace SqueezeFlow.Execution.Freqtrade.Settings;

/// <summary>
/// The bot that holds the account. Section <c>Execution:Freqtrade</c>; the deployment's <c>FREQTRADE_API_*</c> variables fill what it leaves open.
/// </summary>
public sealed class FreqtradeOptions
{
    /// <summary>Configuration section name.</summary>
    public const string Section = "Execution:Freqtrade";

    /// <summary>False to trade on paper although a bot is named (<c>FREQTRADE_ENABLE_INTEGRATION</c>).</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Address of the bot's API, with or without <c>/api/v1</c>.</summary>
    public Uri? Url { get; set; }

    /// <summary>User of the API; required.</summary>
    public string Username { get; set; } = string.Empty;

    /// <summary>Password of the API; required.</summary>
    public SecretText Password { get; set; }

    /// <summary>File that holds the password, read when <see cref="Password"/> is empty.</summary>
    public string? PasswordFile { get; set; }

    /// <summary>How calls are authenticated.</summary>
    public FreqtradeAuthentication Authentication { get; set; }

    /// <summary>Token of the bot's message websocket (its <c>ws_token</c>); empty for the access token of <see cref="FreqtradeAuthentication.Token"/>, and for no websocket with <see cref="FreqtradeAuthentication.Basic"/>.</summary>
    public SecretText WebsocketToken { get; set; }

    /// <summary>File that holds the token, read when <see cref="WebsocketToken"/> is empty.</summary>
    public string? WebsocketTokenFile { get; set; }

    /// <summary>What the bot must trade.</summary>
    public FreqtradeTradingMode TradingMode { get; set; }

    /// <summary>Time until a call is given up, other than an entry.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Time until an entry is given up; a throttled venue keeps one busy for 18 s.</summary>
    public TimeSpan EntryTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an exit that was ordered is watched for its fill before it counts as accepted; zero for one look.</summary>
    public TimeSpan ExitWatch { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Currency the bot must stake.</summary>
    public string StakeCurrency { get; set; } = "USDT";

    /// <summary>Pairs that do not follow from the base coin: <c>PEPE</c> to <c>1000PEPE/USDT:USDT</c>.</summary>
    public Dictionary<string, string> Pairs { get; set; } = new(StringComparer.Ordinal);

    /// <summary>How many closed trades are searched for a tag.</summary>
    public int ClosedLookback { get; set; } = 200;

    /// <summary>Consecutive failures after which entries pause.</summary>
    public int FailuresBeforePause { get; set; } = 5;

    /// <summary>How long entries pause.</summary>
    public TimeSpan Pause { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Age of the bot's last loop from which it no longer counts as ready.</summary>
    public TimeSpan StaleAfter { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Name of the account that it holds.</summary>
    public string Account { get; internal set; } = AccountNames.Main;

    /// <summary>Whether a bot that moves real money may be used (<c>Execution:AllowLive</c>).</summary>
    public bool AllowLive { get; internal set; }

    /// <summary>Secret files that could not be read: their setting, and why.</summary>
    internal Dictionary<string, string> FileProblems { get; } = new(StringComparer.Ordinal);

    /// <summary>Section of a further account; null for main.</summary>
    internal string? AccountSection { get; set; }

    /// <summary>Base address of all calls.</summary>
    internal Uri BaseAddress
    {
        get
        {
            var root = Url!.AbsoluteUri.TrimEnd('/');
            return new(root.EndsWith("/api/v1", StringComparison.Ordinal) ? root + "/" : root + "/api/v1/");
        }
    }

    /// <summary>Full key of a setting of the bot.</summary>
    internal string KeyOf(string name) => $"{AccountSection ?? "Execution"}:Freqtrade:{name}";

    /// <summary>Full key of the switch for real money.</summary>
    internal string AllowLiveKey => $"{AccountSection ?? "Execution"}:{nameof(AllowLive)}";

    /// <summary>Address and user; never the password.</summary>
    public override string ToString() => $"{Url} as {Username}, password {Password}";
}
