using SqueezeFlow.Core.Api;

namespace SqueezeFlow.Silo.Api.Answers;

/// <summary>HEAD for every path that answers GET: the same head, no body. The server leaves the body out by itself.</summary>
internal static class HeadRequests
{
    // A stream has no end to wait for.
    private static readonly PathString Stream = $"{ApiPaths.Root}/{ApiPaths.Events}";

    /// <summary>Routes HEAD as GET.</summary>
    public static void UseHeadAsGet(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var request = context.Request;
        if (!HttpMethods.IsHead(request.Method) || request.Path.StartsWithSegments(Stream))
        {
            await next(context);
            return;
        }

        request.Method = HttpMethods.Get;
        try
        {
            await next(context);
        }
        finally
        {
            request.Method = HttpMethods.Head;
        }
    });
}
