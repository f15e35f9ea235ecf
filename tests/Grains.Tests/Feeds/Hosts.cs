using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Notices;
using SqueezeFlow.Exchanges.Feeds;
using SqueezeFlow.Grains.Feeds.Connections;
using SqueezeFlow.Grains.Routing;
using SqueezeFlow.Grains.Screen;
using SqueezeFlow.Grains.Signals;
using Double = SqueezeFlow.Certainty.Tests.Service.Double;

namespace SqueezeFlow.Grains.Tests.Feeds;

/// <summary>A silo's connections and the router behind them, with nothing else of a silo.</summary>
internal static class Hosts
{
    /// <summary>A router to these symbols.</summary>
    public static TradeRouter RouterTo(IGrainFactory grains, TimeProvider clock) =>
        new(grains, new FreeSchedule(), Options.Create(new RouterOptions()), Options.Create(new EvaluationOptions()), clock, NullLogger<TradeRouter>.Instance);

    /// <summary>The connections.</summary>
    /// <param name="router">Takes what they read.</param>
    /// <param name="told">Is told of them.</param>
    /// <param name="access">Gives leave to dial.</param>
    /// <param name="clock">Their time.</param>
    public static FeedHost Of(TradeRouter router, INotifier told, IFeedAccess access, TimeProvider clock) => new(
        router,
        Double.Of<IScreen>(static (_, _) => null),
        told,
        Options.Create(new FeedOptions()),
        Options.Create(new EvaluationOptions()),
        [],
        access,
        clock,
        Double.Of<ILocalSiloDetails>(static (_, _) => "silo"),
        NullLogger<FeedHost>.Instance);
}
