using SqueezeFlow.Core.Api;
using SqueezeFlow.Silo.Api.Answers;

namespace SqueezeFlow.Silo.Api.Access;

/// <summary>What pages of other sites may do in a browser: read bars for charts, nothing else.</summary>
internal static class CrossOrigin
{
    /// <summary>Lets other sites read charts; refuses them everywhere else, and tells browsers to keep the answers from them.</summary>
    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (request.IsRead() && IsForCharts(request.Path))
        {
            return AnswerChartsAsync(context, next);
        }

        context.Response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        string? origin = request.Headers.Origin;
        return origin is null || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)
            ? next(context)
            : Problems.Refused(StatusCodes.Status403Forbidden, "Origin", origin, "pages of other sites may only read /products and /historical").ExecuteAsync(context);
    }

    /// <summary>Whether a path serves chart clients, which are pages of other sites.</summary>
    public static bool IsForCharts(PathString path) => path.StartsWithSegments(ApiPaths.Products) || path.StartsWithSegments("/historical");

    private static Task AnswerChartsAsync(HttpContext context, RequestDelegate next)
    {
        // Just before the answer leaves: one that is made for a failure begins with empty headers.
        context.Response.OnStarting(() =>
        {
            context.Response.Headers.AccessControlAllowOrigin = "*";
            return Task.CompletedTask;
        });
        string? asked = context.Request.Headers.AccessControlRequestMethod;
        if (!HttpMethods.IsOptions(context.Request.Method) || asked is null)
        {
            return next(context);
        }

        if (HttpMethods.IsGet(asked) || HttpMethods.IsHead(asked))
        {
            context.Response.Headers.AccessControlAllowMethods = "GET, HEAD";
            context.Response.Headers.AccessControlAllowHeaders = "*, Authorization";
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
