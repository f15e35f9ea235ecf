namespace SqueezeFlow.Silo.Api.Pages;

/// <summary><c>/</c>: a greeting for programs, the screen for browsers; and the files that the screen is made of.</summary>
internal static class ScreenApi
{
    /// <summary>Adds the paths.</summary>
    public static void MapScreenApi(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", (Delegate)GreetAsync).Produces<Greeting>().WithTags("chart").WithName("getGreeting").WithSummary("A greeting for programs, the screen for browsers.");
        foreach (var (name, file) in ScreenFiles.All)
        {
            routes.MapGet(name, context => AnswerAsync(context, file)).ExcludeFromDescription();
        }
    }

    private static async Task<IResult> GreetAsync(HttpContext context)
    {
        context.Response.Headers.Vary = "Accept";
        if (!context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
        {
            return Results.Json(new Greeting("hi"));
        }

        await AnswerAsync(context, ScreenFiles.All[ScreenFiles.Page]);
        return Results.Empty;
    }

    private static Task AnswerAsync(HttpContext context, ScreenFile file)
    {
        ScreenHeaders.Set(context.Response.Headers);
        return file.AnswerAsync(context);
    }

    /// <summary>What programs are told.</summary>
    /// <param name="Message">A greeting by which chart clients know the service.</param>
    internal sealed record Greeting(string Message);
}
