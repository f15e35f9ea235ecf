namespace SqueezeFlow.Silo.Api.Access;

/// <summary>Who is answered: the checks that every call passes before any path looks at it.</summary>
internal static class AccessRoutes
{
    /// <summary>Adds the checks.</summary>
    public static void AddAccess(this IServiceCollection services)
    {
        services.AddSingleton<HostCheck>();
        services.AddSingleton<KeyCheck>();
    }

    /// <summary>Puts the checks in order: the name that was called, the site that calls, the key, and what a change needs besides.</summary>
    public static void UseAccess(this IApplicationBuilder app)
    {
        var hosts = app.ApplicationServices.GetRequiredService<HostCheck>();
        var keys = app.ApplicationServices.GetRequiredService<KeyCheck>();
        app.Use(next => context => hosts.InvokeAsync(context, next));
        app.Use(next => context => CrossOrigin.InvokeAsync(context, next));
        app.Use(next => context => SignedCalls.Is(context.Request) ? next(context) : keys.InvokeAsync(context, next));
        app.Use(next => context => SignedCalls.Is(context.Request) ? next(context) : ChangeCheck.InvokeAsync(context, next));
    }

    /// <summary>Whether a call changes nothing.</summary>
    public static bool IsRead(this HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);
}
