using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Grains.Screen;

namespace SqueezeFlow.Silo.Api.Access;

/// <summary>Tells screens of every call that was let through to change something: what, from where, and how it was answered.</summary>
internal static class ChangeNotes
{
    private const int LongestPath = 200;

    // They have events of their own.
    private static readonly PathString Signals = $"/{ApiPaths.Signals}";

    /// <summary>Tells of changes once they are answered. Comes after routing: what no path takes, or nobody let through, changes nothing.</summary>
    public static void UseChangeNotes(this IApplicationBuilder app)
    {
        var screen = app.ApplicationServices.GetRequiredService<IScreen>();
        var clock = app.ApplicationServices.GetRequiredService<TimeProvider>();
        app.Use(next => context => IsChange(context, out var path) ? NoteAsync(context, path, next, screen, clock) : next(context));
    }

    private static bool IsChange(HttpContext context, out PathString path) =>
        context.Request.Path.StartsWithSegments(ApiPaths.Root, out path) && !context.Request.IsRead() && context.GetEndpoint() is not null && !path.StartsWithSegments(Signals);

    private static async Task NoteAsync(HttpContext context, PathString path, RequestDelegate next, IScreen screen, TimeProvider clock)
    {
        var status = StatusCodes.Status500InternalServerError;
        try
        {
            await next(context);
            status = context.Response.StatusCode;
        }
        finally
        {
            var (request, text) = (context.Request, path.Value!.TrimStart('/') + context.Request.QueryString);
            var from = context.Connection.RemoteIpAddress?.ToString() ?? "";
            screen.Publish(
                EventKinds.Action,
                null,
                new OperatorCall(clock.GetUtcNow(), request.Method, text.Length > LongestPath ? text[..LongestPath] : text, status, from, request.Headers.Origin.Count > 0));
        }
    }
}
