using Microsoft.Extensions.Options;
using SqueezeFlow.Silo.Configuration.Sections;

namespace SqueezeFlow.Silo.Api.Overview;

/// <summary><c>/</c>: a greeting for programs, the screen for browsers.</summary>
internal static class RootApi
{
    private const string DashboardLink = " · <a href=\"dashboard\">grains</a>";

    private static readonly Lazy<string> Page = new(ReadPage);

    /// <summary>Adds the path.</summary>
    public static void MapRootApi(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/", Answer).Produces<Greeting>().WithTags("chart").WithName("getGreeting").WithSummary("A greeting for programs, the screen for browsers.");

    private static IResult Answer(HttpRequest request, HttpResponse response, IOptions<GrainDashboardOptions> dashboard)
    {
        response.Headers.Vary = "Accept";
        if (!request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
        {
            return Results.Json(new Greeting("hi"));
        }

        response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'";
        response.Headers.XContentTypeOptions = "nosniff";
        var page = dashboard.Value.Enabled ? Page.Value : Page.Value.Replace(DashboardLink, "", StringComparison.Ordinal);
        return Results.Content(page, "text/html; charset=utf-8");
    }

    private static string ReadPage()
    {
        using var stream = typeof(RootApi).Assembly.GetManifestResourceStream("screen.html")
            ?? throw new InvalidOperationException("screen.html is not in the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>What programs are told.</summary>
    /// <param name="Message">A greeting by which chart clients know the service.</param>
    internal sealed record Greeting(string Message);
}
