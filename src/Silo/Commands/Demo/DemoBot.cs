using System.Security.Cryptography;
using SqueezeFlow.Execution.Freqtrade.Monitoring;
using SqueezeFlow.Silo.Configuration.Sections;
using SqueezeFlow.Simulation.Freqtrade;
using SqueezeFlow.Simulation.Freqtrade.Books;
using SqueezeFlow.Simulation.Worlds;

namespace SqueezeFlow.Silo.Commands.Demo;

/// <summary>The bot that a demo trades with: a simulated one inside the process, a real one that the configuration names, or none.</summary>
internal sealed class DemoBot : IAsyncDisposable
{
    private const string LiveKey = "Execution:AllowLive";
    private const int MostOpen = 10;
    private const decimal StopLoss = 0.25m;

    private static readonly TimeSpan Loop = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ShortestLoop = TimeSpan.FromMilliseconds(50);

    private readonly SimulatedBot? _bot;
    private readonly WorldVenue? _venue;

    private DemoBot(IReadOnlyDictionary<string, string?> configuration, SimulatedBot? bot = null, WorldVenue? venue = null) =>
        (Configuration, _bot, _venue) = (configuration, bot, venue);

    /// <summary>Configuration that makes the service trade with it.</summary>
    public IReadOnlyDictionary<string, string?> Configuration { get; }

    /// <summary>Starts the simulated one, or finds the real one in the configuration.</summary>
    /// <exception cref="CommandFailure">No bot is named, or real money may be moved.</exception>
    public static Task<DemoBot> StartAsync(DemoSettings settings, World world, IConfiguration given, TimeProvider clock) => settings.Execution switch
    {
        DemoExecution.FreqtradeDouble => SimulateAsync(settings, world, clock),
        DemoExecution.Freqtrade => Task.FromResult(new DemoBot(Named(given))),
        _ => Task.FromResult(new DemoBot(new Dictionary<string, string?>())),
    };

    /// <summary>Lets the simulated one trade at the prices of this market time.</summary>
    public void Follow(Func<long> nowUnixMs) => _venue?.Follow(nowUnixMs);

    /// <summary>Sees to it that a bot is there and moves no real money.</summary>
    /// <exception cref="CommandFailure">It is not, or it does.</exception>
    public static async Task CheckAsync(IFreqtradeMonitor monitor, CancellationToken cancellationToken)
    {
        var status = await monitor.CheckAsync(cancellationToken);
        if (!status.IsReady)
        {
            throw new CommandFailure(ExitCode.DependencyMissing, string.Join(Environment.NewLine, status.Problems.Select(problem => $"the bot cannot be used: {problem}")));
        }

        if (status.IsDryRun != true)
        {
            throw new CommandFailure(ExitCode.DependencyMissing, "the bot cannot be used: it does not say that it is in dry run; set \"dry_run\": true in its configuration, demo never moves real money");
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _bot?.DisposeAsync() ?? default;

    private static async Task<DemoBot> SimulateAsync(DemoSettings settings, World world, TimeProvider clock)
    {
        var throttle = Loop / settings.Speed;
        var bot = new BotSettings
        {
            Name = "freqtrade-double",
            Password = RandomNumberGenerator.GetHexString(64),
            WsToken = RandomNumberGenerator.GetHexString(64),
            MaxOpenTrades = MostOpen,
            StopLoss = StopLoss,
            Throttle = throttle < ShortestLoop ? ShortestLoop : throttle,
        };
        var venue = new WorldVenue(world);
        var simulated = await SimulatedBot.StartAsync(bot, venue, clock, CancellationToken.None);
        return new(
            new Dictionary<string, string?>
            {
                [Freqtrade.UrlKey] = simulated.Url.ToString(),
                [Freqtrade.EnabledKey] = "true",
                ["Execution:Freqtrade:Username"] = bot.Username,
                ["Execution:Freqtrade:Password"] = bot.Password,
                ["Execution:Freqtrade:WebsocketToken"] = bot.WsToken,
                ["Execution:Freqtrade:TradingMode"] = "Futures",
                [LiveKey] = "false",
            },
            simulated,
            venue);
    }

    private static Dictionary<string, string?> Named(IConfiguration given)
    {
        if (!Freqtrade.IsChosen(given))
        {
            throw new CommandFailure(
                ExitCode.BadUsage,
                $"--execution freqtrade: no bot is named: set {Freqtrade.UrlKey}, e.g. --{Freqtrade.UrlKey}=http://127.0.0.1:8080, with its user and password, or take --execution freqtrade-double");
        }

        return bool.TryParse(given[LiveKey], out var isLive) && isLive
            ? throw new CommandFailure(ExitCode.BadUsage, $"{LiveKey}: 'true' cannot be used: demo never moves real money; leave it false")
            : new() { [Freqtrade.UrlKey] = given[Freqtrade.UrlKey], [LiveKey] = "false" };
    }
}
