using SqueezeFlow.Simulation.Freqtrade.Api;
using SqueezeFlow.Simulation.Freqtrade.Books;
using SqueezeFlow.Simulation.Freqtrade.Messages;

namespace SqueezeFlow.Simulation.Freqtrade;

/// <summary>
/// A FreqTrade bot in dry run, on loopback: its HTTP API and its message websocket as they were recorded of the real one, with its weaknesses, and
/// with faults on demand. Safe for concurrent use.
/// </summary>
public sealed class SimulatedBot : IAsyncDisposable
{
    private readonly BotServer _server;
    private readonly BotDoor _door;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _life = new(1);
    private Task _looping = Task.CompletedTask;
    private Task _reloading = Task.CompletedTask;
    private int _disposals;

    private SimulatedBot(BotSettings settings, IBotVenue venue, TimeProvider clock)
    {
        (Settings, _clock) = (settings, clock);
        Books = new(settings, venue);
        Tokens = new(settings, clock);
        var hub = new MessageHub(settings, venue);
        Books.Told = hub.Tell;
        Books.ToldState = hub.Tell;
        _door = new(new BotRoutes(settings, Books, BeginReload), settings, Tokens, Faults, Counts, hub, _stop.Token);
        Hub = hub;
        _server = new(_door.AnswerAsync);
    }

    /// <summary>Its configuration.</summary>
    public BotSettings Settings { get; }

    /// <summary>Its trades.</summary>
    public BotBooks Books { get; }

    /// <summary>Its tokens.</summary>
    public BotTokens Tokens { get; }

    /// <summary>What is to go wrong with calls.</summary>
    public BotFaults Faults { get; } = new();

    /// <summary>What it was asked for.</summary>
    public BotCounts Counts { get; } = new();

    /// <summary>Address of its API, without the path.</summary>
    public Uri Url => new($"http://127.0.0.1:{_server.Port}");

    /// <summary>Listeners of the message websocket that have subscribed to something.</summary>
    public int Subscribed => Hub.Subscribed;

    private MessageHub Hub { get; }

    /// <summary>Starts a bot on a free port of 127.0.0.1, and runs its loop once.</summary>
    /// <param name="settings">Its configuration.</param>
    /// <param name="venue">Where it trades.</param>
    /// <param name="clock">Its own time, for tokens and for what it says of its loop. Its delays last as long as they do by the wall.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="IOException">No port of 127.0.0.1 could be opened.</exception>
    public static async Task<SimulatedBot> StartAsync(BotSettings settings, IBotVenue venue, TimeProvider clock, CancellationToken cancellationToken)
    {
        var bot = new SimulatedBot(settings, venue, clock);
        bot.Begin();
        await bot._server.StartAsync(cancellationToken);
        bot._looping = bot.LoopAsync();
        return bot;
    }

    /// <summary>Runs its loop once: stop losses are watched, resting orders fill or time out.</summary>
    public void Process() => Books.Process(_clock.GetUtcNow());

    /// <summary>Does what a call to <c>/reload_config</c> does; done when the bot runs again.</summary>
    public Task ReloadAsync()
    {
        Books.State.Name = BotState.Reloading;
        BeginReload();
        return _reloading;
    }

    /// <summary>Goes away: connections are refused until <see cref="ComeBackAsync"/>. Trades stay, and nobody watches them.</summary>
    public async Task GoAwayAsync()
    {
        await _life.WaitAsync();
        try
        {
            Books.State.Name = BotState.Stopped;
            await _server.StopAsync();
        }
        finally
        {
            _life.Release();
        }
    }

    /// <summary>Starts anew on the same port, with its trades as they were.</summary>
    public async Task ComeBackAsync()
    {
        await _life.WaitAsync();
        try
        {
            Begin();
            await _server.StartAsync(_stop.Token);
        }
        finally
        {
            _life.Release();
        }
    }

    /// <summary>Stops, and starts on the same port with another, empty database: ids begin anew.</summary>
    public async Task RestartEmptyAsync()
    {
        await GoAwayAsync();
        Books.Forget(static _ => true);
        await ComeBackAsync();
    }

    /// <summary>Frees the port. Repeated calls do nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Increment(ref _disposals) > 1)
        {
            return;
        }

        await _stop.CancelAsync();
        await _reloading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _looping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _server.DisposeAsync();
        _life.Dispose();
    }

    private void Begin()
    {
        var now = _clock.GetUtcNow();
        Books.State.Name = BotState.Running;
        Books.State.IsEntryStopped = false;
        Books.State.StartedAt ??= now;
        Books.State.StartupAt = now;
        Process();
    }

    private void BeginReload()
    {
        if (_reloading.IsCompleted)
        {
            _reloading = RunReloadAsync();
        }
    }

    private async Task RunReloadAsync()
    {
        await Task.Delay(Settings.ReloadDelay, TimeProvider.System, _stop.Token);
        await _life.WaitAsync(_stop.Token);
        try
        {
            await _server.StopAsync();
            await Task.Delay(Settings.ReloadAway, TimeProvider.System, _stop.Token);
            Begin();
            await _server.StartAsync(_stop.Token);
        }
        finally
        {
            _life.Release();
        }
    }

    private async Task LoopAsync()
    {
        if (Settings.Throttle == Timeout.InfiniteTimeSpan)
        {
            return;
        }

        using var timer = new PeriodicTimer(Settings.Throttle, TimeProvider.System);
        while (await timer.WaitForNextTickAsync(_stop.Token))
        {
            Process();
        }
    }
}
