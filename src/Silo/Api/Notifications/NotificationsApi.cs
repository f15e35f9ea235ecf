using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Notices;
using SqueezeFlow.Notifications;

namespace SqueezeFlow.Silo.Api.Notifications;

/// <summary><c>/api/v1/notifications</c>: whether people are reached.</summary>
internal static class NotificationsApi
{
    /// <summary>Adds the path.</summary>
    public static void MapNotificationsApi(this IEndpointRouteBuilder api) =>
        api.MapPost(ApiPaths.NotificationTest, TestAsync)
            .Produces<ChannelTests>().WithName("testNotifications").WithSummary("Sends a test over every channel that is switched on, and says what became of it.");

    private static async Task<IResult> TestAsync(IServiceProvider services, CancellationToken stop) =>
        Results.Ok(new ChannelTests(services.GetService<NotificationHub>() is { } hub ? await hub.TestAsync(stop) : []));
}
