using SqueezeFlow.Simulation.Freqtrade.Books;

namespace SqueezeFlow.Simulation.Freqtrade.Api;

/// <summary>Start, stop, no more entries, reload. Callers hold the books' lock.</summary>
internal sealed class ControlRoutes(BotBooks books, Action reload)
{
    public BotReply? Answer(BotRequest request) => (request.Method, request.Path) switch
    {
        ("POST", "start") => Start(),
        ("POST", "stop") => Stop(),
        ("POST", "stopentry" or "stopbuy") => StopEntry(),
        ("POST", "reload_config") => Reload(),
        _ => null,
    };

    private BotReply Start()
    {
        if (books.State.Name == BotState.Running)
        {
            return BotReply.Say("already running");
        }

        books.State.Name = BotState.Running;
        books.ToldState?.Invoke(BotState.Running);
        return BotReply.Say("starting trader ...");
    }

    private BotReply Stop()
    {
        if (books.State.Name != BotState.Running)
        {
            return BotReply.Say("already stopped");
        }

        books.State.Name = BotState.Stopped;
        books.State.ProcessedAt = null;
        books.ToldState?.Invoke(BotState.Stopped);
        return BotReply.Say("stopping trader ...");
    }

    private BotReply StopEntry()
    {
        books.State.IsEntryStopped = true;
        return BotReply.Say("No more entries will occur from now. Run /reload_config to reset.");
    }

    private BotReply Reload()
    {
        books.State.Name = BotState.Reloading;
        reload();
        return BotReply.Say("Reloading config ...");
    }
}
