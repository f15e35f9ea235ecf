namespace SqueezeFlow.Silo.Api;

/// <summary>Lets pages of other sites read, and only read.</summary>
internal static class ReadsForAll
{
    /// <summary>Adds the headers to reads and answers preflights of reads.</summary>
    public static void UseReadsForAll(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var request = context.Request;
        string? asked = request.Headers.AccessControlRequestMethod;
        if (HttpMethods.IsOptions(request.Method) && asked is not null)
        {
            if (HttpMethods.IsGet(asked) || HttpMethods.IsHead(asked))
            {
                context.Response.Headers.AccessControlAllowOrigin = "*";
                context.Response.Headers.AccessControlAllowMethods = "GET, HEAD";
                context.Response.Headers.AccessControlAllowHeaders = "*";
            }

            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            context.Response.Headers.AccessControlAllowOrigin = "*";
        }

        await next(context);
    });
}
