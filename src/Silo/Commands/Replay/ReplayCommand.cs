using SqueezeFlow.Core.Bars;
using SqueezeFlow.Exchanges.Recording;
using SqueezeFlow.Grains;
using SqueezeFlow.Grains.Feeds.Replays;
using SqueezeFlow.Silo.Commands.Running;
using SqueezeFlow.Silo.Commands.Summaries;
using SqueezeFlow.Silo.Configuration.Sections;
using SqueezeFlow.Silo.Hosting;
using SqueezeFlow.Silo.Service;

namespace SqueezeFlow.Silo.Commands.Replay;

/// <summary><c>replay</c>: recorded frames through the same adapters and grains as in life.</summary>
internal static class ReplayCommand
{
    /// <summary>Plays all files and sums up; then ends, or serves what it has until stopped.</summary>
    public static async Task<int> RunAsync(CommandContext context, ReplaySettings settings)
    {
        using var recordings = new Recordings(settings.Files);
        using var folder = ReplayFolder.For(context);
        var configuration = context.Configure("replay", Settled(context, folder));
        if (!context.Accept(configuration))
        {
            return ExitCode.BadUsage;
        }

        await using var service = PreparedService.Build(configuration, new("replay", TimeProvider.System.GetUtcNow(), IsEndless: false) { Speed = settings.Speed }, context.AddRecorder, context.Error);
        await service.StartAsync();
        var exitCode = await TryPlayAsync(service, recordings, settings, context);
        return Math.Max(exitCode, settings.Exit ? await service.StopAsync() : await service.WaitForEndAsync());
    }

    private static Dictionary<string, string?> Settled(CommandContext context, ReplayFolder folder)
    {
        var settled = new Dictionary<string, string?>
        {
            ["Strategy:Ordered"] = "true",
            ["Router:Block"] = "true",
            ["Feeds:Enabled"] = "false",
        };
        if (folder.Path is { } path)
        {
            settled[DataFolder.Key] = path;
        }

        DeploymentInflux.SettleNowhere(settled);
        ClusterChoice.SettleAlone(settled);
        SignalRedis.SettleNames(settled, context.Configure("replay").Root, "replay");
        return settled;
    }

    private static async Task<int> TryPlayAsync(PreparedService service, Recordings recordings, ReplaySettings settings, CommandContext context)
    {
        using var grace = new StopGracePeriod(service.Services.GetRequiredService<TimeProvider>(), service.Stopping);
        try
        {
            return await PlayAsync(service, recordings, settings, context, grace.Over).WaitAsync(grace.Over);
        }
        catch (OperationCanceledException) when (service.Stopping.IsCancellationRequested)
        {
            await context.Error.WriteLineAsync("stopped before the end of the recordings");
            return ExitCode.Failed;
        }
    }

    private static async Task<int> PlayAsync(
        PreparedService service, Recordings recordings, ReplaySettings settings, CommandContext context, CancellationToken over)
    {
        var clock = service.Services.GetRequiredService<TimeProvider>();
        var pipeline = service.Services.GetRequiredService<IPipeline>();
        var summary = ActivatorUtilities.CreateInstance<SummaryBuilder>(service.Services);
        await summary.StartAsync(service.Stopping);
        var began = clock.GetTimestamp();
        var result = await service.Services.GetRequiredService<ReplayFeed>().RunAsync(Frames(service, recordings), settings.Speed, service.Stopping);
        ReportSkipped(result, recordings, context);
        if (result is not { FirstUnixMs: { } first, LastUnixMs: { } last })
        {
            await context.Error.WriteLineAsync($"no trade in {result.Frames} frames of {settings.Files.Count} files: expected own recordings, or lines 'receive_time_ns spot|usdm|coinm JSON' or 'EXCHANGE receive_time_s JSON'");
            return ExitCode.Failed;
        }

        var (start, end) = (Timeframe.S1.Floor(first), Timeframe.S1.Floor(last) + Timeframe.S1.Milliseconds);
        await pipeline.DrainAsync(end, over);
        SummaryWriter.Write(await summary.FinishAsync(start, end, clock.GetElapsedTime(began), null, over), settings.Json, context.Output);
        return ExitCode.Done;
    }

    private static IEnumerable<RecordedFrame> Frames(PreparedService service, Recordings recordings)
    {
        var recorder = service.Services.GetService<FrameRecorder>();
        foreach (var frame in recordings.Read())
        {
            recorder?.Record(frame.Exchange, frame.Endpoint, frame.ReceivedUnixNs, frame.Payload.Span);
            yield return frame;
        }
    }

    private static void ReportSkipped(ReplayResult result, Recordings recordings, CommandContext context)
    {
        foreach (var (reason, count) in result.Rejected.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            context.Error.WriteLine($"refused: {reason}: {count}");
        }

        if (recordings.SkippedLines > 0)
        {
            context.Error.WriteLine($"skipped: {recordings.SkippedLines} lines in no known format");
        }

        if (recordings.IsTruncated)
        {
            context.Error.WriteLine("a recording ends in the middle; everything before that was played");
        }
    }
}
