using System.Globalization;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Execution.Freqtrade.Monitoring;
using SqueezeFlow.Grains;
using SqueezeFlow.Silo.Commands.Summaries;
using SqueezeFlow.Silo.Commands.Running;
using SqueezeFlow.Silo.Hosting;
using SqueezeFlow.Silo.Service;
using SqueezeFlow.Simulation.Venues;
using SqueezeFlow.Simulation.Worlds;

namespace SqueezeFlow.Silo.Commands.Demo;

/// <summary>One run of a demo, from the start of its venues to its summary.</summary>
internal sealed class DemoRun(
    PreparedService service,
    World world,
    DemoWorld plan,
    bool isResumed,
    DemoSettings settings,
    DemoBot bot,
    CommandContext context,
    TimeProvider clock) : IAsyncDisposable
{
    private static readonly TimeSpan SubscribeTimeout = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan UsualReceipt = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan StopReceipt = TimeSpan.FromSeconds(1);

    private readonly StopGracePeriod _grace = new(clock, service.Stopping);
    private DemoWorld _plan = plan;
    private SimulatedVenues? _venues;
    private TimeSpan _missedBefore;

    private DemoVerdict Verdict => new(world, service.Services.GetRequiredService<IBarStore>(), Pipeline);

    private IPipeline Pipeline => service.Services.GetRequiredService<IPipeline>();

    private SimulatedVenues Venues => _venues ?? throw new InvalidOperationException("The venues are not started.");

    /// <summary>Runs it; answers the exit code.</summary>
    public async Task<int> RunAsync()
    {
        _venues = await SimulatedVenues.StartAsync(world, settings.Speed, MarketNow(), clock, service.Stopping);
        service.Configure(_venues.Configuration);
        bot.Follow(() => _venues.MarketUnixMs);
        service.Services.GetRequiredService<VenueSwitch>().Follow(_venues);
        await service.StartAsync();
        if (settings.Execution == DemoExecution.Freqtrade)
        {
            await DemoBot.CheckAsync(service.Services.GetRequiredService<IFreqtradeMonitor>(), service.Stopping);
        }

        var summary = ActivatorUtilities.CreateInstance<SummaryBuilder>(service.Services);
        try
        {
            await Pipeline.WaitUntilSubscribedAsync(SubscribeTimeout, service.Stopping).WaitAsync(service.Stopping);
            await summary.StartAsync(service.Stopping).WaitAsync(service.Stopping);
        }
        catch (OperationCanceledException) when (service.Stopping.IsCancellationRequested)
        {
            return await service.StopAsync();
        }

        var exitCode = await TryPlayAsync(summary);

        // Feeds first: a venue that goes while it is read is a lost connection.
        return Math.Max(exitCode, await service.StopAsync());
    }

    private async Task<int> TryPlayAsync(SummaryBuilder summary)
    {
        try
        {
            // Whatever hangs in it: a stop does not wait for it.
            return await PlayAsync(summary).WaitAsync(_grace.Over);
        }
        catch (OperationCanceledException) when (service.Stopping.IsCancellationRequested)
        {
            context.Error.WriteLine("stopped without a summary: what was sent could not be counted and stored in time");
            return ExitCode.Failed;
        }
    }

    private async Task<int> PlayAsync(SummaryBuilder summary)
    {
        var (start, end) = await StartClockAsync();
        var began = clock.GetTimestamp();
        var served = await StreamAsync(end);
        var elapsed = clock.GetElapsedTime(began);
        var silence = service.Stopping.IsCancellationRequested ? StopReceipt : UsualReceipt;
        await Receipt.WaitAsync(Pipeline, await Verdict.ReceivableAsync(Venues.Sent, _grace.Over), silence, clock, _grace.Over);
        await Pipeline.DrainAsync(served, _grace.Over);
        return await CloseAsync(summary, start, served, elapsed);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await service.StopAsync();
        if (_venues is not null)
        {
            await _venues.DisposeAsync();
        }

        _grace.Dispose();
    }

    private static long CeilingSecond(long unixMs) => Timeframe.S1.Floor(unixMs + 999);

    private long MarketNow() => isResumed ? CeilingSecond(_plan.MarketTimeAt(clock.GetUtcNow())) : World.StartUnixMs;

    private async Task<(long Start, long End)> StartClockAsync()
    {
        var start = MarketNow();
        if (!isResumed)
        {
            _plan = _plan with { WallStartUnixMs = clock.GetUtcNow().ToUnixTimeMilliseconds() };
            await service.Services.GetRequiredService<IKeyValueStore>().SetAsync(DemoCommand.WorldKey, _plan.ToJson(), CancellationToken.None);
        }
        else
        {
            _missedBefore = await ReportGapAsync(start);
        }

        var end = settings.Seconds is { } seconds ? start + Math.Max(1_000, Timeframe.S1.Floor((long)(seconds * settings.Speed * 1_000))) : long.MaxValue;
        Venues.StartClock(start, end);
        return (start, end);
    }

    // The world goes on while nobody reads it: whoever looks at the ledger afterwards should know why there is a hole.
    private async Task<TimeSpan> ReportGapAsync(long start)
    {
        var markets = await service.Services.GetRequiredService<IBarStore>().ReadMarketsAsync(CancellationToken.None);
        var left = markets.Count == 0 ? World.StartUnixMs : markets.Max(market => market.LastBarUnixMs) + Timeframe.S1.Milliseconds;
        var missed = TimeSpan.FromMilliseconds(Math.Max(0, start - left));
        await context.Error.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"the world of this folder goes on at market time {At(start)}: it was read up to {At(left)}, and {missed:d\\.hh\\:mm\\:ss} of market time have passed since at speed {_plan.Speed:0.##}; " +
            $"nobody read their trades, so they are a gap in every market; the strategy takes its bars of that time from the venues' history (to begin anew, name another {DataFolder.Key})"));
        return missed;
    }

    private static string At(long unixMs) => DateTimeOffset.FromUnixTimeMilliseconds(unixMs).ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    // Market time up to which everything was sent: the end, or where a stop found it.
    private async Task<long> StreamAsync(long end)
    {
        using var progress = new DemoProgress(context.Error, clock);
        while (!Venues.Completion.IsCompleted && !service.Stopping.IsCancellationRequested)
        {
            await Task.WhenAny(Venues.Completion, Task.Delay(DemoProgress.Period, clock, service.Stopping));
            if (!service.Stopping.IsCancellationRequested)
            {
                progress.Show(Venues.MarketUnixMs, await Pipeline.GetFeedsAsync(CancellationToken.None), service.Services.GetRequiredService<SignalTally>().Count);
            }
        }

        if (!Venues.Completion.IsCompleted)
        {
            Venues.EndSoon();
        }

        await Venues.Completion.WaitAsync(_grace.Over);
        return Math.Min(end, Venues.MarketUnixMs);
    }

    private async Task<int> CloseAsync(SummaryBuilder builder, long start, long end, TimeSpan elapsed)
    {
        var (markets, bars) = await Verdict.JudgeAsync(start, end, builder.Before, _grace.Over);
        var summary = await builder.FinishAsync(start, end, elapsed, markets, _grace.Over);
        summary = summary with { Comparison = bars, MissedBefore = _missedBefore };
        SummaryWriter.Write(summary, settings.Json, context.Output);
        string[] faults = [.. DemoVerdict.FaultsOf(summary)];
        foreach (var fault in faults)
        {
            context.Error.WriteLine(fault);
        }

        return faults.Length == 0 ? ExitCode.Done : ExitCode.Failed;
    }
}
